import type { Topology } from '../constructs';
import { OperationError } from './operation-error';

/**
 * Contexts that were named for sites and clusters of the network: one that is misspelt would leave its site to the context that has
 * its name by chance.
 *
 * @throws OperationError if there is no such site or cluster
 */
export function knownContexts({ sites }: Topology, contexts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const hubs = sites.flatMap(({ links }) =>
    links.flatMap(({ hub, elsewhere }) => [hub, ...(elsewhere === undefined ? [] : [elsewhere.cluster])]),
  );
  const names = new Set([...sites.flatMap(({ name, cluster }) => [name, cluster.name]), ...hubs]);
  const unknown = [...contexts.keys()].filter((name) => !names.has(name));
  if (unknown.length === 0) return contexts;
  const message = `--context names ${unknown.join(', ')}, which is neither a site nor a cluster of the network`;
  throw new OperationError('failure', message, `name one of: ${[...names].sort().join(', ')}`);
}
