import type { SiteFinding } from '../../site-finding';
import { namespacesOf, type SiteFacts } from '../site-facts';

/** Clusters that the program takes for two and whose contexts lead to one: by site. */
export function checkContexts(all: readonly SiteFacts[]): ReadonlyMap<string, readonly SiteFinding[]> {
  const byIdentity = new Map<string, SiteFacts[]>();
  for (const facts of all) {
    const known = byIdentity.get(facts.identity);
    if (known === undefined) byIdentity.set(facts.identity, [facts]);
    else known.push(facts);
  }
  return new Map(
    [...byIdentity.values()].flatMap((group) => {
      const clusters = new Set(group.map(({ site }) => site.cluster.name));
      return clusters.size < 2
        ? []
        : group.map((facts): [string, SiteFinding[]] => [facts.site.name, [sameCluster(facts, clusters, group)]]);
    }),
  );
}

function sameCluster({ site, context }: SiteFacts, clusters: ReadonlySet<string>, group: readonly SiteFacts[]): SiteFinding {
  const own = new Set(namespacesOf(site).map(({ name }) => name));
  const others = group.filter(({ site: other }) => other.cluster.name !== site.cluster.name);
  const clash = others.find(({ site: other }) => namespacesOf(other).some(({ name }) => own.has(name)));
  const names = [...clusters].filter((name) => name !== site.cluster.name);
  const some = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${String(names.length - 3)} more` : names.join(', ');
  return {
    severity: clash === undefined ? 'warning' : 'error',
    check: 'contexts',
    what: `cluster ${site.cluster.name}`,
    found:
      `its context ${context} leads to the same cluster as that of ${some}` +
      (clash === undefined ? '' : `, and the site ${clash.site.name} is in the same namespace`),
    mend: `name the context of each: --context ${site.name}=CONTEXT; if it is meant so, give both sites one Cluster in the program`,
  };
}
