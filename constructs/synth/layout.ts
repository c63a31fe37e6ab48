import type { Finding } from './finding';
import type { InventoryEntry } from './inventory';
import { phaseOf, SYNC_WAVE, syncWave, groupKind } from './phase';
import type { ManifestJson } from './schema';
import { toYaml, type Json } from './yaml';

/** Text by path below the output folder; paths use `/`. */
export type OutputFiles = ReadonlyMap<string, string>;

/** Lays objects out as files: one folder per site, one file per phase and unit, in it the objects in the order of the tree. */
export function layOut(entries: readonly InventoryEntry[]): OutputFiles {
  const files = new Map<string, string>();
  for (const entry of entries) {
    const path = filePath(entry);
    files.set(path, (files.get(path) ?? '') + toYaml(finish(entry.json) as Json));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `<site>/<NN>-<what>.yaml`. */
export function filePath(entry: InventoryEntry): string {
  const phase = phaseOf(entry.json.apiVersion, entry.json.kind);
  return `${fileName(entry.folder)}/${String(phase).padStart(2, '0')}-${fileName(entry.unit)}.yaml`;
}

function fileName(text: string): string {
  const safe = text
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return safe === '' ? 'objects' : safe;
}

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace',
  'PersistentVolume',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'ClusterIssuer.cert-manager.io',
  'StorageClass.storage.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'IngressClass.networking.k8s.io',
]);

/** What cdk8s leaves undone for objects that are not ours: no namespace where there is none, a sync wave everywhere. */
function finish(json: ManifestJson): ManifestJson {
  const { apiVersion, kind } = json;
  const { namespace, ...metadata } = json.metadata;
  const scoped = namespace !== undefined && !CLUSTER_SCOPED.has(groupKind(apiVersion, kind));
  const annotations = { [SYNC_WAVE]: syncWave(apiVersion, kind), ...json.metadata.annotations };
  return { ...json, metadata: { ...metadata, ...(scoped && { namespace }), annotations } };
}

/** Findings for values that YAML cannot carry, so that emission itself never fails. */
export function unprintable(entry: InventoryEntry): Finding[] {
  const found: Finding[] = [];
  const visit = (value: unknown, location: string): void => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      found.push({
        rule: 'render',
        severity: 'error',
        path: entry.path,
        location,
        message: `${String(value)} has no place in a manifest`,
        fix: 'give a finite number',
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) visit(child, location === '' ? key : `${location}.${key}`);
    }
  };
  visit(entry.json, '');
  return found;
}
