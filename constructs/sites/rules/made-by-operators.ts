import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';

/** Operators make objects under names of their own: a workload or Service of that name would be fought over. */
export function namesOfOperators(entries: readonly InventoryEntry[]): LocatedFinding[] {
  const made = madeByOperators(entries);
  return entries.flatMap((entry): LocatedFinding[] => {
    const { apiVersion, kind, metadata } = entry.json;
    if (!NAMED.includes(groupKind(apiVersion, kind))) return [];
    const owner = made.get(key(entry, kind, metadata.name));
    if (owner === undefined) return [];
    return [
      {
        rule: 'object/made-by-operator',
        path: entry.path,
        location: 'metadata.name',
        message: `an operator makes a ${kind} ${metadata.name} for ${owner}`,
        fix: 'choose another name',
      },
    ];
  });
}

/** Skupper makes a Service named as a listener's host; where there is one already, the listener never gets ready. */
export function listenerHosts(entries: readonly InventoryEntry[]): LocatedFinding[] {
  const services = madeByOperators(entries);
  for (const entry of entries) {
    if (entry.json.kind === 'Service') services.set(key(entry, 'Service', entry.json.metadata.name), entry.path);
  }
  return entries.flatMap((entry): LocatedFinding[] => {
    const { apiVersion, kind, spec } = entry.json;
    if (!LISTENERS.includes(groupKind(apiVersion, kind))) return [];
    const host = String((spec as { readonly host?: unknown } | undefined)?.host);
    const place = key(entry, 'Service', host);
    const owner = services.get(place);
    services.set(place, owner ?? entry.path);
    if (owner === undefined) return [];
    return [
      {
        rule: 'listener/host-taken',
        path: entry.path,
        location: 'spec.host',
        message: `the namespace has a Service ${host} already, from ${owner}`,
        fix: 'choose another name for the address: expose(…, { address })',
      },
    ];
  });
}

const NAMED = ['Service', 'Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps'];
const LISTENERS = ['Listener.skupper.io', 'MultiKeyListener.skupper.io'];

function madeByOperators(entries: readonly InventoryEntry[]): Map<string, string> {
  return new Map(entries.flatMap((entry) => madeFor(entry).map(([kind, name]) => [key(entry, kind, name), entry.path] as const)));
}

/** Services and workloads that a controller makes for an object, as kind and name. */
function madeFor({ json }: InventoryEntry): readonly (readonly [string, string])[] {
  const { name } = json.metadata;
  const mode = String((json['spec'] as { readonly mode?: unknown } | undefined)?.mode);
  switch (groupKind(json.apiVersion, json.kind)) {
    case 'Site.skupper.io':
      return [
        ['Service', 'skupper-router'],
        ['Service', 'skupper-router-local'],
        ['Deployment', 'skupper-router'],
      ];
    case 'OpenTelemetryCollector.opentelemetry.io':
      if (mode === 'sidecar') return [];
      return [...SUFFIXES.map((suffix) => ['Service', name + suffix] as const), [WORKLOADS[mode] ?? 'Deployment', `${name}-collector`]];
    default:
      return [];
  }
}

const SUFFIXES = ['-collector', '-collector-headless', '-collector-monitoring', '-collector-extension'];
const WORKLOADS: Readonly<Record<string, string | undefined>> = { daemonset: 'DaemonSet', statefulset: 'StatefulSet' };

function key(entry: InventoryEntry, kind: string, name: string): string {
  return [entry.cluster, entry.json.metadata.namespace ?? '', kind, name].join('\n');
}
