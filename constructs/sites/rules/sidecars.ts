import { INJECT_ANNOTATION } from '../../collector/sidecar';
import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';

/** A pod that asks for a sidecar which is not there starts without one, and nobody tries again. */
export function missingSidecars(entries: readonly InventoryEntry[]): LocatedFinding[] {
  const sidecars = new Map<string, Set<string>>();
  const namespaceOf = (entry: InventoryEntry): string => `${entry.cluster}\n${entry.json.metadata.namespace ?? ''}`;
  for (const entry of entries.filter(isSidecar)) {
    const names = sidecars.get(namespaceOf(entry)) ?? new Set<string>();
    sidecars.set(namespaceOf(entry), names.add(entry.json.metadata.name));
  }
  const known = new Set(entries.filter(({ placement }) => placement !== undefined).map(namespaceOf));
  return entries.flatMap((entry) => {
    const asked = injection(entry);
    // Outside of any site, and in namespaces that no site has, others may have put what is asked for.
    if (asked === undefined || asked.value === 'false' || entry.placement === undefined) return [];
    if (asked.value.includes('/') && !known.has(`${entry.cluster}\n${asked.value.split('/', 1)[0] ?? ''}`)) return [];
    const fault = faultOf(asked.value, entry, (namespace) => sidecars.get(`${entry.cluster}\n${namespace}`) ?? new Set());
    if (fault === undefined) return [];
    return [
      {
        rule: 'sidecar/missing',
        path: entry.path,
        location: asked.location,
        message: `asks for the sidecar ${JSON.stringify(asked.value)}, but ${fault}`,
        fix: 'name a CollectorPipeline with CollectorMode.sidecar() of that namespace; injectSidecar(workload, collector) writes the annotation',
      },
    ];
  });
}

function faultOf(value: string, entry: InventoryEntry, sidecarsIn: (namespace: string) => ReadonlySet<string>): string | undefined {
  const own = entry.json.kind === 'Namespace' ? entry.json.metadata.name : (entry.json.metadata.namespace ?? '');
  if (value === 'true') {
    const count = sidecarsIn(own).size;
    return count === 1 ? undefined : `the namespace ${own} has ${String(count)} of them, and "true" wants exactly one`;
  }
  const [namespace, name] = value.includes('/') ? (value.split('/', 2) as [string, string]) : [own, value];
  return sidecarsIn(namespace).has(name) ? undefined : `the namespace ${namespace} has none of that name`;
}

function isSidecar({ json }: InventoryEntry): boolean {
  return (
    groupKind(json.apiVersion, json.kind) === 'OpenTelemetryCollector.opentelemetry.io' &&
    (json['spec'] as { mode?: unknown } | undefined)?.mode === 'sidecar'
  );
}

interface Metadata {
  readonly annotations?: Readonly<Record<string, unknown>>;
}
interface PodOwner {
  readonly template?: { readonly metadata?: Metadata };
  readonly jobTemplate?: { readonly spec?: { readonly template?: { readonly metadata?: Metadata } } };
}

function injection({ json }: InventoryEntry): { value: string; location: string } | undefined {
  const spec = json['spec'] as PodOwner | undefined;
  const places: readonly (readonly [string, Metadata | undefined])[] = [
    ['spec.template.metadata.annotations', spec?.template?.metadata],
    ['spec.jobTemplate.spec.template.metadata.annotations', spec?.jobTemplate?.spec?.template?.metadata],
    ['metadata.annotations', json.kind === 'Pod' || json.kind === 'Namespace' ? json.metadata : undefined],
  ];
  for (const [location, metadata] of places) {
    const value = metadata?.annotations?.[INJECT_ANNOTATION];
    if (typeof value === 'string') return { value, location: `${location}.${INJECT_ANNOTATION}` };
  }
  return undefined;
}
