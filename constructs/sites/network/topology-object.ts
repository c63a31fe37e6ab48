import { compareText } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';

/** One object of a site. */
export interface TopologyObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** Construct path of a collector. Left out for other objects. */
  readonly path?: string;
}

/** Kinds whose construct path commands report. */
const KINDS_WITH_PATH: readonly string[] = ['OpenTelemetryCollector'];

/** The objects of some entries, sorted. */
export function describeObjects(entries: readonly InventoryEntry[]): readonly TopologyObject[] {
  return entries.map(describeObject).sort((a, b) => compareText(objectKey(a), objectKey(b)));
}

function describeObject({ path, json: { apiVersion, kind, metadata } }: InventoryEntry): TopologyObject {
  return {
    apiVersion,
    kind,
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    name: metadata.name,
    ...(KINDS_WITH_PATH.includes(kind) && { path: constructPath(path) }),
  };
}

/** Path of the construct that a program names, as findings report it. */
function constructPath(path: string): string {
  return path.replace(/\/Resource$/, '');
}

function objectKey({ apiVersion, kind, namespace = '', name }: TopologyObject): string {
  return [apiVersion, kind, namespace, name].join('\n');
}
