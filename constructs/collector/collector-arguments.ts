import type { Construct } from 'constructs';

import { ArgumentError, quote } from '../synth/argument';
import type { ComponentVolume } from './catalogue/component';
import type { Environment } from './pods/environment';

/** Checks the label that the operator makes of namespace and name. */
export function requireLabelFits(place: Construct, namespace: string | undefined, name: string): void {
  const label = `${namespace ?? ''}.${name}`;
  if (label.length <= 63) return;
  throw new ArgumentError(
    place,
    'name',
    `the operator labels the pods ${JSON.stringify(label)}, which is longer than 63 characters`,
    'shorten the name of the collector or of its namespace',
  );
}

/** Checks the name that tells pipelines of a signal apart. */
export function requirePipelineName(place: Construct, name: string): void {
  if (/^[A-Za-z0-9_.-]{1,63}$/.test(name)) return;
  const words = 'use letters, digits, "_", "-" and ".", at most 63';
  throw new ArgumentError(place, 'pipeline', `the name of a pipeline has to be one word, received ${quote(name)}`, words);
}

/** Checks the names of environment variables. */
export function requireVariables(place: Construct, environment: Environment = {}): Environment {
  for (const name of Object.keys(environment)) {
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
    throw new ArgumentError(
      place,
      'environment',
      `a variable has a name of letters, digits and "_", received ${quote(name)}`,
      'choose another name',
    );
  }
  return { ...environment };
}

/** Checks the reference of an image. */
export function requireImage(place: Construct, image: string): string {
  if (/^[^\s"'/][^\s"']*$/.test(image)) return image;
  throw new ArgumentError(
    place,
    'image',
    `an image has to be a reference without blanks and quotes, received ${quote(image)}`,
    'name a registry, a repository and a tag or digest',
  );
}

/** The gRPC port of a collector's receiver that other pods can reach. */
export function requireReachable(
  collector: Construct & { readonly mode: { readonly isSidecar: boolean } },
  what: string,
  receiver: { readonly id: string; readonly grpcPort: number | undefined },
): number {
  if (collector.mode.isSidecar) {
    const fix = 'send to a deployment, statefulset or daemonset';
    throw new ArgumentError(collector, what, 'a sidecar has no Service that others could send to', fix);
  }
  if (receiver.grpcPort !== undefined) return receiver.grpcPort;
  throw new ArgumentError(collector, what, `the receiver ${receiver.id} has its gRPC protocol switched off`, 'leave gRPC on');
}

/** Checks volumes beside those of the mode: none without a source, and no two of a name or at a path. */
export function requireVolumes(
  place: Construct,
  claims: readonly ComponentVolume[],
  volumes: readonly ComponentVolume[] = [],
): readonly ComponentVolume[] {
  const pathOf = ({ mountPath }: ComponentVolume): string => mountPath.replace(/(?<=.)\/+$/, '');
  for (const [i, volume] of volumes.entries()) {
    const others = [...claims, ...volumes.slice(0, i)];
    const isClaim = claims.some(({ name }) => name === volume.name);
    const fail = (message: string, fix: string): never => {
      throw new ArgumentError(place, `volumes.${String(i)}`, message, fix);
    };
    if (volume.source === undefined && !isClaim)
      fail(`${quote(volume.name)} has no source, and no volume claim of the mode has that name`, 'give the source, or name a volume claim');
    if (volume.source !== undefined && isClaim)
      fail(`a volume claim of the mode is called ${quote(volume.name)} too`, 'choose another name');
    if (others.some((other) => pathOf(other) === pathOf(volume)))
      fail(`two volumes are mounted at ${quote(volume.mountPath)}`, 'choose another mountPath for one of them');
  }
  return volumes.map((volume) => ({ ...volume }));
}
