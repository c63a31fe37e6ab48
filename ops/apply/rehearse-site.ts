import type { ClusterClient } from '../cluster/cluster-client';
import { describeName, nameOf } from '../cluster/kube-object';
import { OperationError } from '../operation-error';
import { stopIfAsked } from '../wait';
import { locatedError } from './apply-object';
import { isAnswered } from './generations';
import { dropsField } from './field-owners';
import { groupOf, kindsOf, type Kind } from './kinds';
import type { ManifestObject } from './manifest-object';
import { hasChanged, tallyOf, type Outcome, type Tally } from './outcome';
import type { SitePlan } from './site-plan';
import { nameOfKind, unservedKinds } from './wait-for-kinds';

/** Who rehearses. */
export interface Rehearsal {
  readonly signal: AbortSignal;
  /** Is told what would be done, a line each. */
  readonly tell: (line: string) => void;
}

/**
 * Asks a cluster what applying a site would do, and changes nothing.
 *
 * @throws OperationError if an object would be refused, or nothing brings its kind
 */
export async function rehearseSite(client: ClusterClient, plan: SitePlan, { signal, tell }: Rehearsal): Promise<Tally> {
  const all = plan.stages.flat();
  const unserved = await unservedKinds(client, kindsOf(all));
  refuseUnknown(plan, unserved);
  if (unserved.length > 0) tell(`${unserved.map(nameOfKind).join(', ')} not served yet: the operators of its bootstrap bring them`);
  const outcomes: Outcome[] = [];
  for (const manifest of all) {
    stopIfAsked(signal);
    const outcome = unserved.some((kind) => isOf(manifest, kind)) ? 'later' : await rehearseObject(client, manifest, all);
    if (outcome !== 'same') tell(`${WORDS[outcome]} ${describeName(nameOf(manifest.object))} (${manifest.file})`);
    outcomes.push(outcome);
  }
  return tallyOf(outcomes);
}

const WORDS = { created: 'would create', changed: 'would change', later: 'cannot tell of' } as const;

async function rehearseObject({ manifests }: ClusterClient, manifest: ManifestObject, all: readonly ManifestObject[]): Promise<Outcome> {
  const { object } = manifest;
  try {
    const before = await manifests.find(nameOf(object));
    if (isAnswered(object, before)) return 'same';
    // A server takes nothing into a namespace that is not there, not even to try.
    const namespace = all.find((other) => isNamespace(other, object.metadata.namespace));
    if (namespace !== undefined && (await manifests.find(nameOf(namespace.object))) === undefined) return 'created';
    const { object: after } = await manifests.apply(object, { dryRun: true });
    if (before === undefined) return 'created';
    const isDropped = dropsField(before.metadata.managedFields ?? [], after.metadata.managedFields ?? [], object.apiVersion);
    return isDropped || hasChanged(before, after) ? 'changed' : 'same';
  } catch (error) {
    throw locatedError(manifest, error);
  }
}

function isNamespace({ object: { apiVersion, kind, metadata } }: ManifestObject, name: string | undefined): boolean {
  return apiVersion === 'v1' && kind === 'Namespace' && metadata.name === name;
}

function isOf({ object }: ManifestObject, { apiVersion, kind }: Kind): boolean {
  return object.apiVersion === apiVersion && object.kind === kind;
}

/** Kinds that nothing of the output brings are missing. */
function refuseUnknown({ site, comingGroups }: SitePlan, unserved: readonly Kind[]): void {
  const unknown = unserved.filter((kind) => !comingGroups.has(groupOf(kind)));
  if (unknown.length === 0) return;
  const message = `${unknown.map(nameOfKind).join(', ')} not served`;
  throw new OperationError('finding', message, `install what brings them: otel-skupper preflight ${site.name} tells what`);
}
