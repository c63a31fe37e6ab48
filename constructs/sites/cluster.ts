import { ArgumentError, requireDnsLabel, requirePort } from '../synth/argument';
import { Platform } from '../synth/placement';
import { requireDestination, type ArgoCdDestination } from './argo-cd-destination';

/** Properties of `Cluster`. */
export interface ClusterProps {
  /** What the cluster runs. @default Platform.KUBERNETES */
  readonly platform?: Platform;
  /**
   * Ports at which pods reach the API server: of its Service, and its own, since most networks look at the latter. For network
   * policies, which cannot name its address. minikube has 8443, MicroK8s 16443.
   *
   * @default [443, 6443]
   */
  readonly apiServerPorts?: readonly number[];
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
  /** Ports at which pods reach the API server. */
  public readonly apiServerPorts: readonly number[];
  /** How Argo CD knows the cluster. */
  public readonly argocd: ArgoCdDestination;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'Cluster';

  /**
   * @param name a DNS label
   * @throws ArgumentError if the name is none, a port is out of range or none is given, or the destination of Argo CD is neither a name nor a URL
   */
  public constructor(name: string, props: ClusterProps = {}) {
    this.name = requireDnsLabel('Cluster', 'name', name);
    this.platform = props.platform ?? Platform.KUBERNETES;
    this.apiServerPorts = requirePorts(name, props.apiServerPorts ?? [443, 6443]);
    this.argocd = requireDestination(`Cluster ${name}`, props.argocd ?? { name });
  }
}

function requirePorts(name: string, ports: readonly number[]): readonly number[] {
  const place = `Cluster ${name}`;
  if (ports.length > 0) return [...new Set(ports.map((port) => requirePort(place, 'apiServerPorts', port)))].sort((a, b) => a - b);
  throw new ArgumentError(
    place,
    'apiServerPorts',
    'pods have to reach the API server, received no port',
    'give its ports, or leave it out',
  );
}
