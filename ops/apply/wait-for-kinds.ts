import type { ClusterClient } from '../cluster/cluster-client';
import { groupKind } from '../cluster/group-kind';
import { waitFor, type Patience } from '../wait';
import type { Kind } from './kinds';

/** Waits until a cluster serves kinds: operators bring theirs when they are installed. @throws OperationError if it takes too long */
export async function waitForKinds(client: ClusterClient, kinds: readonly Kind[], site: string, patience: Patience): Promise<void> {
  const fix = `install what brings them: otel-skupper preflight ${site} tells what; then run it again`;
  await waitFor(`the kinds that ${site} needs`, fix, patience, async () => {
    const missing = await unservedKinds(client, kinds);
    return missing.length === 0 ? { found: true } : { missing: `${missing.map(nameOfKind).join(', ')} not served yet` };
  });
}

/** Those of some kinds that a cluster does not serve. */
export async function unservedKinds(client: ClusterClient, kinds: readonly Kind[]): Promise<readonly Kind[]> {
  const versions = [...new Set(kinds.map(({ apiVersion }) => apiVersion))];
  const answers = await Promise.all(versions.map((apiVersion) => client.served(apiVersion)));
  const served = new Map(versions.map((apiVersion, i) => [apiVersion, answers[i] ?? []]));
  return kinds.filter(({ apiVersion, kind }) => served.get(apiVersion)?.some((own) => own.kind === kind) !== true);
}

/** A kind as kubectl writes it. */
export function nameOfKind({ apiVersion, kind }: Kind): string {
  return groupKind(apiVersion, kind);
}
