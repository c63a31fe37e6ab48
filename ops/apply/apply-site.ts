import type { ClusterClient } from '../cluster/cluster-client';
import { OperationError } from '../operation-error';
import { stopIfAsked, type Patience } from '../wait';
import { applyObject } from './apply-object';
import { definedGroups, groupOf, kindsOf } from './kinds';
import { tallyOf, type Outcome, type Tally } from './outcome';
import type { SitePlan } from './site-plan';
import { waitForKinds } from './wait-for-kinds';

/**
 * Applies what a site has, one object after the other. Nothing waits for what controllers make of them, but for the kinds that operators
 * bring.
 *
 * @throws OperationError if an object is refused, or something is missing after the timeout
 */
export async function applySite(client: ClusterClient, { site, stages }: SitePlan, patience: Patience): Promise<Tally> {
  const outcomes: Outcome[] = [];
  const all = stages.flat();
  try {
    for (const objects of stages) {
      // What defines its kinds itself is waited for object by object.
      const defined = definedGroups(objects);
      const kinds = kindsOf(objects).filter((kind) => !defined.has(groupOf(kind)));
      await waitForKinds(client, kinds, site.name, patience);
      for (const manifest of objects) {
        stopIfAsked(patience.signal);
        outcomes.push(await applyObject(client, manifest, site.name, patience));
      }
    }
  } catch (error) {
    throw withProgress(error, outcomes.length, all.length);
  }
  return tallyOf(outcomes);
}

/** A site that is half applied says so. */
function withProgress(error: unknown, done: number, all: number): unknown {
  if (!(error instanceof OperationError) || done === 0) return error;
  return new OperationError(error.outcome, `${error.message} (${String(done)} of ${String(all)} objects were applied before)`, error.fix);
}
