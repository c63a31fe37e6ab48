import { SYNC_WAVE, syncWave } from './phase';
import type { ManifestJson } from './schema';
import { isClusterScoped } from './scope';

/** What cdk8s leaves undone for objects that are not ours: no namespace where a kind has none, a sync wave everywhere. */
export function normalize(json: ManifestJson): ManifestJson {
  const { apiVersion, kind } = json;
  const { namespace, ...metadata } = json.metadata;
  const scoped = namespace !== undefined && !isClusterScoped(apiVersion, kind);
  const annotations = { [SYNC_WAVE]: syncWave(apiVersion, kind), ...metadata.annotations };
  return { ...json, metadata: { ...metadata, ...(scoped && { namespace }), annotations } };
}
