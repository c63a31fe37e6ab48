import { ApiObject, JsonPatch } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-27';
import type { IConstruct } from 'constructs';

import { fieldsAt, templateOf } from '../security/pods-of';
import { ArgumentError } from '../synth/argument';
import { tryRender } from '../synth/inventory';
import { SYNC_WAVE, syncWave } from '../synth/phase';
import { record } from '../synth/record';
import { Rendering } from '../synth/rendering';

/** A workload: one of cdk8s-plus (Deployment, StatefulSet, DaemonSet, Job, CronJob), or a plain object of such a kind. */
export type PodWorkload = (IConstruct & Pick<Workload, 'podMetadata'>) | ApiObject;

/** The annotations that pods of a workload have so far. @throws ArgumentError if the object makes no pods */
export function podAnnotations(workload: PodWorkload): Readonly<Record<string, string>> {
  const metadata: unknown = 'podMetadata' in workload ? workload.podMetadata.toJson() : podTemplate(workload)['metadata'];
  return textsIn(record(metadata)['annotations']);
}

/**
 * Adds annotations to the pods of a workload, and to the workload that which lets Argo CD apply it after what they ask for.
 *
 * @throws ArgumentError if the object makes no pods
 */
export function annotatePods(workload: PodWorkload, annotations: Readonly<Record<string, string>>): void {
  const object = ApiObject.of(workload);
  const metadata = 'podMetadata' in workload ? workload.podMetadata : requireTemplate(object) === '' ? object.metadata : undefined;
  for (const [name, value] of Object.entries(annotations)) metadata?.addAnnotation(name, value);
  if (metadata === undefined) patchTemplate(object, annotations);
  object.metadata.addAnnotation(SYNC_WAVE, syncWave(object.apiVersion, object.kind));
}

/** The pod template of a workload, or the pod itself, as it is rendered; empty if it cannot be. */
function podTemplate(workload: PodWorkload, rendering = new Rendering()): Readonly<Record<string, unknown>> {
  const object = ApiObject.of(workload);
  const place = requireTemplate(object);
  const json = tryRender(object, rendering);
  return json === undefined ? {} : fieldsAt(json, place);
}

/** The labels that pods of a workload have as it is rendered. @throws ArgumentError if the object makes no pods */
export function podLabels(workload: PodWorkload, rendering?: Rendering): Readonly<Record<string, string>> {
  return textsIn(record(podTemplate(workload, rendering)['metadata'])['labels']);
}

/** By patches: what a plain object is made of is hidden from others. */
function patchTemplate(object: ApiObject, annotations: Readonly<Record<string, string>>): void {
  const parts = [...requireTemplate(object).split('.'), 'metadata', 'annotations'];
  const json = record(tryRender(object, new Rendering()));
  const missing = parts
    .map((_, i) => parts.slice(0, i + 1))
    .filter((above) => above.reduce<unknown>((value, key) => record(value)[key], json) === undefined);
  object.addJsonPatch(
    ...missing.map((above) => JsonPatch.add(`/${above.join('/')}`, {})),
    ...Object.entries(annotations).map(([name, value]) => JsonPatch.add(`/${parts.join('/')}/${name.replaceAll('/', '~1')}`, value)),
  );
}

function requireTemplate(object: ApiObject): string {
  const template = templateOf(object.apiVersion, object.kind);
  if (template !== undefined) return template;
  throw new ArgumentError(
    object,
    'workload',
    `has to be something that makes pods, received a ${object.kind} of ${object.apiVersion}`,
    'give a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob or Pod',
  );
}

function textsIn(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value)).map(([name, text]) => [name, String(text)]));
}
