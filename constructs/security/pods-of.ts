import { ownOf } from '../synth/own';
import { groupKind } from '../synth/phase';
import { record } from '../synth/record';
import type { ManifestJson } from '../synth/schema';
import { agentImages, isInstrumentation } from './agents';
import { isSkupperSite } from './generations';
import { partList, partsOf, type Fields, type PodParts } from './pod-parts';

const COLLECTOR = 'OpenTelemetryCollector.opentelemetry.io';
const JAEGER = 'Jaeger.jaegertracing.io';

/** Where a kind has its pod. */
const TEMPLATES: Readonly<Record<string, string | undefined>> = {
  Pod: '',
  PodTemplate: 'template',
  ReplicationController: 'spec.template',
  'Deployment.apps': 'spec.template',
  'StatefulSet.apps': 'spec.template',
  'DaemonSet.apps': 'spec.template',
  'ReplicaSet.apps': 'spec.template',
  'Job.batch': 'spec.template',
  'CronJob.batch': 'spec.jobTemplate.spec.template',
};

/** Where a kind of Kubernetes has its pod or pod template: empty for the object itself, undefined if it has none. */
export function templateOf(apiVersion: string, kind: string): string | undefined {
  return ownOf(TEMPLATES, groupKind(apiVersion, kind));
}

/** Whether pods are made of an object of this kind and name. */
export function makesPods(apiVersion: string, kind: string, name: string): boolean {
  const group = groupKind(apiVersion, kind);
  return templateOf(apiVersion, kind) !== undefined || [COLLECTOR, JAEGER].includes(group) || isSkupperSite(group, name);
}

/** Whether an object is a sidecar collector, whose container is put into pods of others. */
export function isSidecar({ apiVersion, kind, spec }: ManifestJson): boolean {
  return groupKind(apiVersion, kind) === COLLECTOR && record(spec)['mode'] === 'sidecar';
}

/** The pods that are made of an object, by whichever controller; none of a sidecar. */
export function podsOf(json: ManifestJson): readonly PodParts[] {
  const group = groupKind(json.apiVersion, json.kind);
  if (isSkupperSite(group, json.metadata.name)) return [ROUTER];
  if (group === COLLECTOR) return isSidecar(json) ? [] : collectorPods(record(json['spec']));
  if (group === JAEGER) return [jaegerPod(record(json['spec']))];
  const at = templateOf(json.apiVersion, json.kind);
  return at === undefined ? [] : [partsOf(fieldsAt(json, at), at)];
}

/** What the operator adds to a pod that asks for a sidecar; where it runs is that pod's affair. */
export function sidecarParts(json: ManifestJson): Pick<PodParts, 'containers' | 'volumes'> {
  const spec = record(json['spec']);
  return { containers: [collectorContainer(spec), ...partList(spec['initContainers'], 'spec.initContainers')], volumes: volumesOf(spec) };
}

/** Images of the containers that are made of an object, sorted; those that a controller chooses are not known. */
export function imagesOf(json: ManifestJson): readonly string[] {
  if (isInstrumentation(json.apiVersion, json.kind)) return [...new Set(agentImages(json))].sort();
  const containers = isSidecar(json) ? sidecarParts(json).containers : podsOf(json).flatMap((pod) => pod.containers);
  const images = containers.map(({ fields }) => fields['image']).filter((image) => typeof image === 'string');
  return [...new Set(images)].sort();
}

/**
 * The pod that the operator makes of a collector: its own container has its fields at the top of the resource. The volumes that the
 * operator adds are ConfigMaps, and its probes have no host.
 */
function collectorPods(spec: Fields): readonly PodParts[] {
  const collector: PodParts = {
    spec: { at: 'spec', fields: spec },
    context: { at: 'spec.podSecurityContext', fields: record(spec['podSecurityContext']) },
    containers: [
      collectorContainer(spec),
      ...partList(spec['initContainers'], 'spec.initContainers'),
      ...partList(spec['additionalContainers'], 'spec.additionalContainers'),
    ],
    volumes: volumesOf(spec),
    annotations: { at: 'spec.podAnnotations', fields: record(spec['podAnnotations']) },
  };
  const allocator = record(spec['targetAllocator']);
  return allocator['enabled'] === true ? [collector, allocatorPod(allocator)] : [collector];
}

function collectorContainer(spec: Fields): PodParts['containers'][number] {
  const { image, securityContext, ports, lifecycle } = spec;
  return { at: 'spec', fields: { image, securityContext, ports, lifecycle } };
}

function volumesOf(spec: Fields): PodParts['volumes'] {
  return partList(spec['volumes'], 'spec.volumes');
}

/** The pod that the Jaeger operator makes of a Jaeger in one pod: what is said of that goes before what is said of all. */
function jaegerPod(spec: Fields): PodParts {
  const own = record(spec['allInOne']);
  const placeOf = (field: string): string => (own[field] === undefined ? 'spec' : 'spec.allInOne');
  const fieldOf = (field: string): unknown => own[field] ?? spec[field];
  const securityContext = fieldOf('containerSecurityContext');
  return {
    spec: { at: 'spec', fields: {} },
    context: { at: `${placeOf('securityContext')}.securityContext`, fields: record(fieldOf('securityContext')) },
    containers: [{ at: placeOf('containerSecurityContext'), fields: { image: own['image'], securityContext } }],
    volumes: [...volumesOf(spec), ...partList(own['volumes'], 'spec.allInOne.volumes')],
    annotations: { at: 'spec.annotations', fields: record(spec['annotations']) },
  };
}

function allocatorPod(allocator: Fields): PodParts {
  const { image, securityContext, podSecurityContext } = allocator;
  const at = 'spec.targetAllocator';
  return {
    spec: { at, fields: {} },
    context: { at: `${at}.podSecurityContext`, fields: record(podSecurityContext) },
    containers: [{ at, fields: { image, securityContext } }],
    volumes: [],
    annotations: { at, fields: {} },
  };
}

/** The router's pod as Skupper's controller makes it, in what matters: its containers say nothing of seccomp. */
const ROUTER: PodParts = partsOf({
  spec: {
    securityContext: { runAsNonRoot: true },
    containers: [{ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true } }],
  },
});

/** What stands at a place of an object, for example `spec.template`. */
export function fieldsAt(json: ManifestJson, at: string): Fields {
  return at === '' ? json : at.split('.').reduce<Fields>((fields, key) => record(fields[key]), json);
}
