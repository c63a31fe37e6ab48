import type { Finding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';

/** Services that the Skupper controller makes in the namespace of every site. */
const SKUPPER_SERVICES = ['skupper-router', 'skupper-router-local'];
/** What the operator appends to a collector's name for the Services it makes. */
const COLLECTOR_SUFFIXES = ['-collector', '-collector-headless', '-collector-monitoring', '-collector-extension'];

/** Skupper makes a Service named as a listener's host; where there is one already, the listener never gets ready. */
export function listenerHostTaken(entries: readonly InventoryEntry[]): Finding[] {
  const services = new Map<string, string>();
  for (const entry of entries) for (const name of servicesOf(entry)) services.set(key(entry, name), entry.path);
  return entries.flatMap((entry): Finding[] => {
    if (!LISTENERS.includes(groupKind(entry.json.apiVersion, entry.json.kind))) return [];
    const { host } = (entry.json['spec'] ?? {}) as { host?: unknown };
    const owner = typeof host === 'string' ? services.get(key(entry, host)) : undefined;
    if (owner === undefined) return [];
    return [
      {
        rule: 'listener/host-taken',
        severity: 'error',
        path: entry.path,
        location: 'spec.host',
        message: `the namespace has a Service ${String(host)} already, from ${owner}`,
        fix: 'choose another name for the address: expose(…, { address })',
      },
    ];
  });
}

const LISTENERS = ['Listener.skupper.io', 'MultiKeyListener.skupper.io'];

function servicesOf({ json }: InventoryEntry): readonly string[] {
  const { name } = json.metadata;
  switch (groupKind(json.apiVersion, json.kind)) {
    case 'Service':
      return [name];
    case 'Site.skupper.io':
      return SKUPPER_SERVICES;
    case 'OpenTelemetryCollector.opentelemetry.io':
      return (json['spec'] as { mode?: unknown } | undefined)?.mode === 'sidecar' ? [] : COLLECTOR_SUFFIXES.map((suffix) => name + suffix);
    default:
      return [];
  }
}

function key(entry: InventoryEntry, service: string): string {
  return `${entry.cluster}\n${entry.json.metadata.namespace ?? ''}\n${service}`;
}
