import type { IConstruct } from 'constructs';

import type { OperatorId } from '../../operator-facts';
import { compareText } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
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

const bootstraps = new WeakMap<IConstruct, NotedBootstrap>();
/** What is installed on the clusters of a root, by their names. */
const installed = new WeakMap<IConstruct, Map<string, Set<OperatorId>>>();

/** Takes note of the bootstrap of a site, for `network.json` and for other sites of its cluster. */
export function noteBootstrap(site: IConstruct, cluster: string, bootstrap: NotedBootstrap): void {
  bootstraps.set(site, bootstrap);
  const clusters = installed.get(site.node.root) ?? new Map<string, Set<OperatorId>>();
  installed.set(site.node.root, clusters);
  clusters.set(cluster, new Set([...(clusters.get(cluster) ?? []), ...bootstrap.operators]));
}

/** The operators that bootstraps of any site install on a cluster. */
export function installedOn(place: IConstruct, cluster: string): ReadonlySet<OperatorId> {
  return installed.get(place.node.root)?.get(cluster) ?? new Set();
}

/** Whether a site has a bootstrap already. */
export function hasBootstrap(site: IConstruct): boolean {
  return bootstraps.has(site);
}

/** Describes the bootstrap of a site; undefined if it has none. */
export function describeBootstrap(site: IConstruct, all: readonly InventoryEntry[]): TopologyBootstrap | undefined {
  const bootstrap = bootstraps.get(site);
  if (bootstrap === undefined) return undefined;
  const { chart, by, operators } = bootstrap;
  const entries = all.filter(({ object }) => object.node.scopes.includes(chart));
  const folders = [...new Set(entries.map(({ folder }) => folder))].sort(compareText);
  return { by, folders, operators, objects: describeObjects(entries) };
}
