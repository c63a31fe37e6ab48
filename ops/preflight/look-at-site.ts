import * as path from 'node:path';

import type { Topology, TopologySite } from '../../constructs';
import type { OperatorId } from '../../constructs/operator-facts';
import type { ClusterClient } from '../cluster/cluster-client';
import type { ServedResource } from '../cluster/served-resource';
import type { KubeObject } from '../cluster/kube-object';
import { tryLook, type Known } from '../known';
import { SKUPPER_API } from '../skupper-object';
import { ROUTER_CONFIG } from '../skupper-names';
import type { ClusterLook } from './look-at-cluster';
import { claimsOfDefaultClass, needsIngressClass, neededApis, neededOperators } from './needs';
import { lookAtOlm } from './look-at-olm';
import { preflightGenerationOf } from './generations';
import { operatorsOfSite } from './operators';
import { deniedActions } from './permissions';
import type { SiteFacts } from './site-facts';

/** Name of the ConfigMap by which a namespace names its controller. */
const CONTROL_CONFIG = 'skupper';

/**
 * Looks at what the cluster of a site has for it, as far as the site needs it.
 *
 * @throws ClusterError if the cluster cannot be asked
 */
export async function lookBeforeApplying(
  client: ClusterClient,
  cluster: ClusterLook,
  site: TopologySite,
  tokenEdges: readonly string[],
  manifests: readonly KubeObject[],
  outdir: string,
): Promise<SiteFacts> {
  // The first request tells whether there is a cluster, before many ask for it.
  const version = await cluster.version();
  const served = await servedFor(cluster, site);
  const operators = await operatorsFor(cluster, site);
  const namespace = site.namespace.name;
  const names = site.namespaces.map(({ name }) => name);
  const namespaces = await Promise.all(names.map((name) => cluster.find({ apiVersion: 'v1', kind: 'Namespace', name })));
  const configMap = (name: string): Promise<Known<KubeObject | undefined>> =>
    tryLook(() => client.find({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name }));
  const generation = preflightGenerationOf(site);
  const { skupper, ...ofGeneration } = await generation.look({ client, cluster, site, tokenEdges, served, operators });
  const isServed = skupper.some(({ kind }) => kind === 'Site');
  const olm = await lookAtOlm(client, cluster, site);
  return {
    site,
    tokenEdges,
    context: client.context,
    identity: await cluster.identity(),
    version,
    served,
    operators,
    ...ofGeneration,
    ...(needsIngressClass(site) && { ingressClasses: await cluster.classes('networking.k8s.io/v1', 'IngressClass') }),
    ...(claimsOfDefaultClass(manifests).length > 0 && { storageClasses: await cluster.classes('storage.k8s.io/v1', 'StorageClass') }),
    namespaces: new Map(names.map((name, i) => [name, namespaces[i] ?? { known: undefined }])),
    sites: isServed ? await tryLook(() => client.list(SKUPPER_API, 'Site', { namespace })) : { known: [] },
    router: await configMap(ROUTER_CONFIG),
    control: await configMap(CONTROL_CONFIG),
    denied: await deniedActions(client, site, served, tokenEdges.length > 0, generation.linkUses),
    manifests,
    ...(site.bootstrap && { bootstrapFolders: site.bootstrap.folders.map((folder) => path.join(outdir, folder)) }),
    ...(olm && { olm }),
  };
}

/** Sites by hub that link to it by a token, over the whole network. */
export function tokenEdgesOf({ sites }: Topology): ReadonlyMap<string, readonly string[]> {
  const edges = new Map<string, string[]>();
  for (const { name, links } of sites) {
    for (const { hub } of links.filter(({ by }) => by === 'token')) {
      const known = edges.get(hub);
      if (known === undefined) edges.set(hub, [name]);
      else known.push(name);
    }
  }
  return edges;
}

async function servedFor(cluster: ClusterLook, site: TopologySite): Promise<SiteFacts['served']> {
  const asked = [...neededApis(site).keys()];
  const answers = await Promise.all(asked.map((apiVersion) => cluster.served(apiVersion)));
  return new Map(asked.map((apiVersion, i): [string, readonly ServedResource[]] => [apiVersion, answers[i] ?? []]));
}

async function operatorsFor(cluster: ClusterLook, site: TopologySite): Promise<SiteFacts['operators']> {
  const needed = neededOperators(site);
  const operators = operatorsOfSite(site);
  const asked = new Set<OperatorId>([...needed, ...needed.flatMap((id) => operators[id].certificateFrom ?? [])]);
  const running = [...asked].flatMap((id) => {
    const { program } = operators[id];
    return program === 'kinds' ? [] : [{ id, program }];
  });
  const answers = await Promise.all(running.map(({ id, program }) => cluster.operator(id, program)));
  return new Map(running.map(({ id }, i): [OperatorId, Known<readonly KubeObject[]>] => [id, ownFirst(site, answers[i] ?? { known: [] })]));
}

/** Where controllers of both generations run, that of the site is told first. */
function ownFirst(site: TopologySite, seen: Known<readonly KubeObject[]>): Known<readonly KubeObject[]> {
  const { isController } = preflightGenerationOf(site);
  if (isController === undefined || 'unknown' in seen) return seen;
  return { known: [...seen.known].sort((a, b) => Number(isController(b)) - Number(isController(a))) };
}
