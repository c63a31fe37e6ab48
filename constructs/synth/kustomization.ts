import type { OutputFiles } from './layout';
import { toYaml } from './yaml';

/** Without an extension, which Kustomize takes and `kubectl apply -f` passes over. */
export const KUSTOMIZATION_FILE = 'Kustomization';

/**
 * For each folder a file by which `kubectl apply -k` and Flux read it: the files of the folder, applied in their order and not in that
 * which Kustomize has for kinds.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/sortoptions/
 */
export function kustomizations(files: OutputFiles): OutputFiles {
  const byFolder = new Map<string, string[]>();
  for (const file of files.keys()) {
    const slash = file.indexOf('/');
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
