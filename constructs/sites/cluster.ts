import { requireDnsLabel } from '../synth/argument';
import { Platform } from '../synth/placement';
import { requireDestination, type ArgoCdDestination } from './argo-cd-destination';

/** Properties of `Cluster`. */
export interface ClusterProps {
  /** What the cluster runs. @default Platform.KUBERNETES */
  readonly platform?: Platform;
  /** How Argo CD knows the cluster, for `ArgoCd`. @default - it is registered in Argo CD under its own name */
  readonly argocd?: ArgoCdDestination;
}

/**
 * A Kubernetes cluster that sites are on. Two sites with clusters of one name are on one cluster; a site without gets a
 * cluster of its own, with its own name.
 */
export class Cluster {
  /** Name: what `k8s.cluster.name` says of all telemetry from its edges. */
  public readonly name: string;
  public readonly platform: Platform;
  /** How Argo CD knows the cluster. */
  public readonly argocd: ArgoCdDestination;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'Cluster';

  /**
   * @param name a DNS label
   * @throws ArgumentError if the name is none, or the destination of Argo CD is neither a name nor a URL
   */
  public constructor(name: string, props: ClusterProps = {}) {
    this.name = requireDnsLabel('Cluster', 'name', name);
    this.platform = props.platform ?? Platform.KUBERNETES;
    this.argocd = requireDestination(`Cluster ${name}`, props.argocd ?? { name });
  }
}
