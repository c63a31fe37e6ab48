import type { PodSecurityLevel } from '../../security/pod-security-level';
import { leastStrict } from '../../security/pod-security-level';
import { podSecurityFaults, strictestLevel } from '../../security/pod-security';
import { imagesOf, podsOf } from '../../security/pods-of';
import { compareText } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { Injections } from './injections';

/** A namespace that a site has objects in. */
export interface TopologyNamespace {
  readonly name: string;
  /** Whether the site makes it. */
  readonly created: boolean;
  /** The strictest PodSecurity level that all pods of the site in it pass: it may enforce this or less. */
  readonly podSecurity: PodSecurityLevel;
}

/** The namespaces that objects of a site are in, sorted, and what their pods need. */
export function describeNamespaces(entries: readonly InventoryEntry[]): readonly TopologyNamespace[] {
  const created = new Set(entries.filter(({ json }) => json.kind === 'Namespace').map(({ json }) => json.metadata.name));
  const levels = new Map<string, PodSecurityLevel>([...created].map((name) => [name, 'restricted']));
  const injections = new Injections();
  for (const { cluster, path, json } of entries) injections.see(cluster, path, json);
  for (const { cluster, json } of entries) {
    const { namespace } = json.metadata;
    if (namespace === undefined) continue;
    const pods = podsOf(json).map((pod) => strictestLevel(podSecurityFaults(injections.inject(cluster, namespace, pod).pod)));
    levels.set(namespace, leastStrict([levels.get(namespace) ?? 'restricted', ...pods]));
  }
  return [...levels]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, podSecurity]) => ({ name, created: created.has(name), podSecurity }));
}

/** Images that objects of a site name, sorted. */
export function describeImages(entries: readonly InventoryEntry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ json }) => imagesOf(json)))].sort(compareText);
}
