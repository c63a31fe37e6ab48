import type { IConstruct } from 'constructs';

import type { OperatorId } from '../../operator-facts';
import { compareText } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { sharedIn } from '../../synth/shared';
import { describeObjects, type TopologyObject } from './topology-object';

/** What installs the operators of a site, apart from it. */
export interface TopologyBootstrap {
  /** Who installs them: OLM on the site's cluster, or Argo CD, on whose cluster the objects are. */
  readonly by: 'olm' | 'argocd';
  /** Folders that it is written to. */
  readonly folders: readonly string[];
  /** What it installs. */
  readonly operators: readonly OperatorId[];
  readonly objects: readonly TopologyObject[];
}

/** A bootstrap as a site knows it. */
interface NotedBootstrap extends Pick<TopologyBootstrap, 'by' | 'operators'> {
  /** What its objects are below. */
  readonly chart: IConstruct;
}

/** Type of the metadata of a site that holds its bootstrap. */
const BOOTSTRAP = 'cdk8s-otel-skupper/bootstrap';

/** Takes note of the bootstrap of a site, for `network.json` and for other sites of its cluster. */
export function noteBootstrap(site: IConstruct, cluster: string, bootstrap: NotedBootstrap): void {
  site.node.addMetadata(BOOTSTRAP, bootstrap);
  const clusters = installedOnClusters(site);
  clusters.set(cluster, new Set([...(clusters.get(cluster) ?? []), ...bootstrap.operators]));
}

/** The operators that bootstraps of any site install on a cluster. */
export function installedOn(place: IConstruct, cluster: string): ReadonlySet<OperatorId> {
  return installedOnClusters(place).get(cluster) ?? new Set();
}

/** What is installed, by the names of clusters. */
function installedOnClusters(construct: IConstruct): Map<string, Set<OperatorId>> {
  return sharedIn(construct, 'installed-operators', () => new Map<string, Set<OperatorId>>());
}

function tryFindBootstrap(site: IConstruct): NotedBootstrap | undefined {
  return site.node.metadata.find(({ type }) => type === BOOTSTRAP)?.data as NotedBootstrap | undefined;
}

/** Whether a site has a bootstrap already. */
export function hasBootstrap(site: IConstruct): boolean {
  return tryFindBootstrap(site) !== undefined;
}

/** Describes the bootstrap of a site; undefined if it has none. */
export function describeBootstrap(site: IConstruct, all: readonly InventoryEntry[]): TopologyBootstrap | undefined {
  const bootstrap = tryFindBootstrap(site);
  if (bootstrap === undefined) return undefined;
  const { chart, by, operators } = bootstrap;
  const entries = all.filter(({ object }) => object.node.scopes.includes(chart));
  const folders = [...new Set(entries.map(({ folder }) => folder))].sort(compareText);
  return { by, folders, operators, objects: describeObjects(entries) };
}
