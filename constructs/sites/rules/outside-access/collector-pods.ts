import { servesOf } from '../../../collector/connections/connections';
import { operatorServices, podLabels } from '../../../collector/pods/pod-identity';
import type { ServedPort } from '../../../security/network-member';
import type { InventoryEntry } from '../../../synth/inventory';
import { groupKind } from '../../../synth/phase';
import { record } from '../../../synth/record';
import { placeIn } from './place';

/** Pods of a collector that the operator creates, as its resource describes them. */
export interface CollectorPods {
  readonly path: string;
  readonly name: string;
  readonly place: string;
  readonly labels: Readonly<Record<string, unknown>>;
  /** Services that the operator creates. Their ports are those of the pods. */
  readonly services: readonly string[];
  readonly serves: readonly ServedPort[];
  /** Whether the operator creates a network policy, which lets everybody in. */
  readonly hasOperatorPolicy: boolean;
  /** Whether the operator creates an Ingress or a route to the receivers. */
  readonly hasIngress: boolean;
}

/** Returns the pods of a collector; undefined for other objects and for sidecars. */
export function tryReadCollector({ json, path, cluster }: InventoryEntry): CollectorPods | undefined {
  const { apiVersion, kind, metadata } = json;
  const spec = record(json['spec']);
  if (groupKind(apiVersion, kind) !== 'OpenTelemetryCollector.opentelemetry.io' || spec['mode'] === 'sidecar') return undefined;
  const { name, namespace } = metadata;
  return {
    path,
    name,
    place: placeIn(cluster, namespace),
    labels: { ...record(metadata.labels), ...podLabels({ name, namespace }) },
    services: operatorServices(name),
    serves: servesOf(spec['config']),
    hasOperatorPolicy: record(spec['networkPolicy'])['enabled'] !== false,
    hasIngress: ['ingress', 'route'].includes(String(record(spec['ingress'])['type'])),
  };
}
