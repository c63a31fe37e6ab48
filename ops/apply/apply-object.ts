import type { ClusterClient } from '../cluster/cluster-client';
import { ClusterError, type ClusterFault } from '../cluster/cluster-error';
import { describeName, nameOf, type KubeObject } from '../cluster/kube-object';
import { MANIFESTS_MANAGER, type ManifestClient } from '../cluster/manifest-client';
import { OperationError } from '../operation-error';
import { stopIfAsked, waitFor, type Look, type Patience } from '../wait';
import { isAnswered } from './generations';
import { withoutKubectl } from './field-owners';
import { describeManifest, type ManifestObject } from './manifest-object';
import { hasChanged, type Outcome } from './outcome';

/** What may be otherwise in a moment: a webhook that starts, somebody else who writes the object, a server that is busy. */
const PASSING: readonly ClusterFault[] = ['not-yet', 'conflict', 'unreachable'];

/**
 * Applies an object, again while the cluster says that it cannot take it yet.
 *
 * @param site name of the site that it is of
 * @throws OperationError with the file and the object, if it is refused or it takes too long
 */
export async function applyObject(
  { manifests }: ClusterClient,
  manifest: ManifestObject,
  site: string,
  patience: Patience,
): Promise<Outcome> {
  const fix = `see what is missing: otel-skupper preflight ${site}; then run it again`;
  return waitFor(describeManifest(manifest), fix, patience, async (): Promise<Look<Outcome>> => {
    try {
      return await tryApply(manifests, manifest.object);
    } catch (error) {
      stopIfAsked(patience.signal);
      if (error instanceof ClusterError && PASSING.includes(error.fault)) return { missing: error.message };
      throw locatedError(manifest, error);
    }
  });
}

/** An error with the file and the object that it is about. What a cluster refused is a finding; it could be asked. */
export function locatedError(manifest: ManifestObject, error: unknown): unknown {
  if (!(error instanceof ClusterError)) return error;
  const outcome = PASSING.includes(error.fault) || error.fault === 'refused' ? 'finding' : error.outcome;
  return new OperationError(outcome, `${describeManifest(manifest)}: ${error.message}`, error.fix);
}

async function tryApply(manifests: ManifestClient, object: KubeObject): Promise<Look<Outcome>> {
  const before = await manifests.find(nameOf(object));
  if (before?.metadata.deletionTimestamp !== undefined) return { missing: `the ${describeName(nameOf(object))} is being deleted` };
  if (isAnswered(object, before)) return { found: 'same' };
  const { managedFields = [] } = before?.metadata ?? {};
  const owners = withoutKubectl(managedFields, MANIFESTS_MANAGER, object.apiVersion);
  if (before !== undefined && owners !== undefined) await manifests.writeOwners(before, owners);
  const { object: after, created } = await manifests.apply(object);
  if (created || before === undefined) return { found: 'created' };
  return { found: hasChanged(before, after) ? 'changed' : 'same' };
}
