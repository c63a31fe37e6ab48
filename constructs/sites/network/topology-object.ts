import { compareText } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';

/** One object of a site. */
export interface TopologyObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The objects of some entries, sorted. */
export function describeObjects(entries: readonly InventoryEntry[]): readonly TopologyObject[] {
  return entries.map(describeObject).sort((a, b) => compareText(objectKey(a), objectKey(b)));
}

function describeObject({ json: { apiVersion, kind, metadata } }: InventoryEntry): TopologyObject {
  return { apiVersion, kind, ...(metadata.namespace !== undefined && { namespace: metadata.namespace }), name: metadata.name };
}

function objectKey({ apiVersion, kind, namespace = '', name }: TopologyObject): string {
  return [apiVersion, kind, namespace, name].join('\n');
}
