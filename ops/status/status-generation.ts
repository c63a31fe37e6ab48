import type { TopologySite } from '../../constructs';
import type { ClusterClient } from '../cluster/cluster-client';
import type { KubeObject, ObjectName } from '../cluster/kube-object';
import type { SiteView } from './network-status';
import type { Grounds } from './site-objects';
import type { SiteSnapshot } from './site-snapshot';

/** How the sites of one generation of Skupper are looked at and described. */
export interface StatusGeneration {
  /** Kinds in the namespace of a site that are listed though the manifests may have none of them. */
  readonly kinds: readonly (readonly [apiVersion: string, kind: string])[];
  /** Objects that are looked at by their names. */
  readonly namesOf: (site: TopologySite) => readonly ObjectName[];
  /** Finds the id by which the tokens of a hub name it; left out where no token does. @throws ClusterError if the cluster cannot be asked */
  readonly findHubId?: (client: ClusterClient, hub: TopologySite) => Promise<string | undefined>;
  /** Describes a site by the objects of its cluster. */
  readonly view: (site: TopologySite, snapshot: SiteSnapshot, manifests: readonly KubeObject[], grounds: Grounds) => SiteView;
}
