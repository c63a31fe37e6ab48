import type { TopologySite } from '../../../constructs';
import type { OpsFault } from '../../ops-finding';
import type { SiteFacts } from '../site-facts';

/** Sites by the namespaces that they have objects in. */
type Inhabitants = ReadonlyMap<string, readonly TopologySite[]>;

/** Names of clusters that are told. */
const MOST = 3;

/** Clusters that the program takes for two and whose contexts lead to one: by site. */
export function checkContexts(all: readonly SiteFacts[]): ReadonlyMap<string, readonly OpsFault[]> {
  const groups = grouped(all.map((facts) => [facts.identity, facts]));
  return new Map(
    [...groups.values()].flatMap((group) => {
      const clusters = new Set(group.map(({ site }) => site.cluster.name));
      if (clusters.size < 2) return [];
      const inhabitants = grouped(group.flatMap(({ site }) => site.namespaces.map(({ name }) => [name, site] as const)));
      return group.map((facts): [string, OpsFault[]] => [facts.site.name, [sameCluster(facts, [...clusters], inhabitants)]]);
    }),
  );
}

function sameCluster({ site, context }: SiteFacts, clusters: readonly string[], inhabitants: Inhabitants): OpsFault {
  const own = site.cluster.name;
  const clash = site.namespaces
    .map(({ name }) => inhabitants.get(name)?.find(({ cluster }) => cluster.name !== own))
    .find((other) => other !== undefined);
  const names = clusters.slice(0, MOST + 1).filter((name) => name !== own);
  const rest = clusters.length - 1 - names.length;
  const some = `${names.join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
  const space = clash === undefined ? '' : `, and the site ${clash.name} is in the same namespace`;
  return {
    severity: clash === undefined ? 'warning' : 'error',
    rule: 'preflight/contexts',
    location: `cluster ${own}`,
    message: `its context ${context} leads to the same cluster as that of ${some}${space}`,
    fix: `name the context of each: --context ${site.name}=CONTEXT; if it is meant so, give both sites one Cluster in the program`,
  };
}

function grouped<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of entries) {
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [value]);
    else known.push(value);
  }
  return groups;
}
