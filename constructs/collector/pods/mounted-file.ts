import type { REFERS } from '../../../imports/otelcol/references';
import { ArgumentError, isDnsLabel, quote, requireDnsSubdomain } from '../../synth/argument';
import { shortDigest } from '../../synth/digest';
import { PURE } from '../../synth/shape/pure';
import type { ComponentVolume } from '../catalogue/component';

/** Longest name of a volume. */
const LONGEST_NAME = 63;

/**
 * File of a Kubernetes Secret or ConfigMap, for options such as `caFile`, `keyFile` or `passwordFile`. Created by `secretFile` and
 * `configMapFile`. The collector mounts the object read-only, and the option is the path of the file.
 */
export class MountedFile {
  protected static readonly [PURE]: readonly string[] = [];

  /** Type-level only: fits where an option names a file. */
  declare public readonly [REFERS]: 'file';
  /** Path of the file in the container. */
  public readonly path: string;
  /** Volume with the file. Components mount it. A JSON patch with `path` needs it in `volumes` of the collector. */
  public readonly volume: ComponentVolume;

  /** @internal */
  public constructor(volume: ComponentVolume, key: string) {
    this.volume = volume;
    this.path = `${volume.mountPath}/${key}`;
  }

  /** Returns the path of the file. */
  public toString(): string {
    return this.path;
  }
}

/**
 * Returns a file of a Kubernetes Secret, for options that name a file. The collector mounts the whole Secret at `/mnt/secrets/<name>`.
 *
 * @param secret name of the Secret, in the namespace that the collector's pods run in
 * @param key key of the Secret, which is the name of the file
 * @throws ArgumentError if Kubernetes does not accept the name or the key
 */
export function secretFile(secret: string, key: string): MountedFile {
  const secretName = requireName('secretFile', 'secret', secret);
  requireKey('secretFile', 'Secret', key);
  return new MountedFile(volumeOf('secret', secretName, { secret: { secretName } }), key);
}

/**
 * Returns a file of a ConfigMap, for options that name a file. The collector mounts the whole ConfigMap at `/mnt/configmaps/<name>`.
 *
 * @param configMap name of the ConfigMap, in the namespace that the collector's pods run in
 * @param key key of the ConfigMap, which is the name of the file
 * @throws ArgumentError if Kubernetes does not accept the name or the key
 */
export function configMapFile(configMap: string, key: string): MountedFile {
  const name = requireName('configMapFile', 'configMap', configMap);
  requireKey('configMapFile', 'ConfigMap', key);
  return new MountedFile(volumeOf('configmap', name, { configMap: { name } }), key);
}

/** One volume for each object: all files of an object share it. */
function volumeOf(kind: string, object: string, source: ComponentVolume['source']): ComponentVolume {
  return { name: volumeName(kind, object), mountPath: `/mnt/${kind}s/${object}`, readOnly: true, source };
}

/** The pod of a sidecar has volumes of its own, so the name begins with `otelcol`. A digest replaces what a volume name cannot have. */
function volumeName(kind: string, object: string): string {
  const name = `otelcol-${kind}-${object}`;
  if (isDnsLabel(name)) return name;
  const digest = shortDigest(object);
  const rest = LONGEST_NAME - digest.length - 1;
  return `${name.replaceAll('.', '-').slice(0, rest).replace(/-+$/, '')}-${digest}`;
}

/** Checks the name of an object, which a data file can lack. */
function requireName(place: string, what: string, name: unknown): string {
  if (typeof name === 'string') return requireDnsSubdomain(place, what, name);
  throw new ArgumentError(place, what, `${what} has no name`, `Set the name of the ${what}.`);
}

/** Checks a key, which is the name of a file too. */
function requireKey(place: string, kind: string, key: unknown): void {
  if (key === undefined || key === null || key === '') {
    throw new ArgumentError(place, 'key', `the file of the ${kind} has no key`, `Set a key of the ${kind}, for example "ca.crt".`);
  }
  if (typeof key === 'string' && /^[-._a-zA-Z0-9]{1,253}$/.test(key) && key !== '.' && !key.startsWith('..')) return;
  const received = quote(typeof key === 'string' ? key : JSON.stringify(key));
  const fix = 'Use letters, digits, "-", "_" and ".", at most 253, with no ".." at the start.';
  throw new ArgumentError(place, 'key', `${received} is not a valid key of a ${kind}`, fix);
}
