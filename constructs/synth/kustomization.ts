import type { InventoryEntry } from './inventory';
import { filePath, type OutputFiles } from './layout';
import { Manifest } from './manifest';
import { toYaml } from './yaml';

/** Without an extension, which Kustomize takes and `kubectl apply -f` passes over. */
export const KUSTOMIZATION_FILE = 'Kustomization';

/** Mark of an object that is a part of an existing one. It is patched in: applied, it would remove the other fields. */
export const PATCH_MARK = 'patch';

/**
 * For each folder a file by which `kubectl apply -k` and Flux read it: the files of the folder, applied in their order and not in that
 * which Kustomize has for kinds.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/sortoptions/
 */
export function kustomizations(files: OutputFiles, entries: readonly InventoryEntry[]): OutputFiles {
  const byFolder = new Map<string, string[]>();
  const apart = new Set(entries.filter(({ object }) => Manifest.isManifest(object) && object.mark === PATCH_MARK).map(filePath));
  for (const file of files.keys()) {
    if (apart.has(file)) continue;
    const slash = file.lastIndexOf('/');
    const folder = file.slice(0, slash);
    const resources = byFolder.get(folder) ?? [];
    resources.push(file.slice(slash + 1));
    byFolder.set(folder, resources);
  }
  return new Map([...byFolder].map(([folder, resources]) => [`${folder}/${KUSTOMIZATION_FILE}`, kustomization(resources)]));
}

function kustomization(resources: readonly string[]): string {
  return toYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
    sortOptions: { order: 'fifo' },
  });
}
