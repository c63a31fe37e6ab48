import { record, records } from '../synth/record';

/** Fields of an object that are read without trust in their shape. */
export type Fields = Readonly<Record<string, unknown>>;

/** A part of a pod, and the field of the manifest that it stands in. */
export interface PodPart {
  readonly at: string;
  readonly fields: Fields;
}

/** What the Pod Security Standards look at in a pod, wherever in a manifest it stands. */
export interface PodParts {
  /** The pod spec. */
  readonly spec: PodPart;
  /** Security context of the pod. */
  readonly context: PodPart;
  /** Containers of every kind. */
  readonly containers: readonly PodPart[];
  readonly volumes: readonly PodPart[];
  readonly annotations: PodPart;
}

/** The parts of a pod or pod template: an object with `metadata` and `spec`. @param at where it stands in the manifest */
export function partsOf(pod: Fields, at = ''): PodParts {
  const spec = record(pod['spec']);
  const specAt = below(at, 'spec');
  return {
    spec: { at: specAt, fields: spec },
    context: { at: `${specAt}.securityContext`, fields: record(spec['securityContext']) },
    containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => partList(spec[list], `${specAt}.${list}`)),
    volumes: partList(spec['volumes'], `${specAt}.volumes`),
    annotations: { at: below(at, 'metadata.annotations'), fields: record(record(pod['metadata'])['annotations']) },
  };
}

/** The items of a list. */
export function partList(list: unknown, at: string): readonly PodPart[] {
  return records(list).map((fields, i) => ({ at: `${at}.${String(i)}`, fields }));
}

function below(at: string, field: string): string {
  return at === '' ? field : `${at}.${field}`;
}
