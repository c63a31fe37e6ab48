import { Construct } from 'constructs';

import { Manifest } from '../synth/manifest';
import { EDGE_PORT, INTER_ROUTER_PORT, type LinkPorts } from './endpoint';
import { PURE } from '../synth/shape/pure';

/** How a `RouterService` is reached from outside of the cluster. */
export interface RouterServiceOptions {
  /** Type of the Service. @default 'LoadBalancer' */
  readonly type?: 'LoadBalancer' | 'NodePort' | 'ClusterIP';
  /** Annotations, for example of a cloud's load balancer or of external-dns. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Class of the load balancer. @default - the cluster's default */
  readonly loadBalancerClass?: string;
  /** Address that the load balancer is asked for; not every load balancer heeds it. @default - any */
  readonly loadBalancerIP?: string;
  /** Addresses of clients that are let in, as CIDR. @default - all */
  readonly sourceRanges?: readonly string[];
  /**
   * Whether nodes pass connections on with the client's address (`Local`) or with their own. With `Local` and `sourceRanges` the
   * network policy of the router lets in those ranges alone; a load balancer that shows an address of its own wants `Cluster`.
   *
   * @default - `Local` with `sourceRanges`, else as the cluster has it
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /** Ports of the nodes. @default - the cluster chooses, where it needs them */
  readonly nodePorts?: LinkPorts;
}

/** Properties of `RouterService`. */
export interface RouterServiceProps extends RouterServiceOptions {
  /** Ports of the Service. @default - 55671 and 45671 */
  readonly ports?: LinkPorts;
}

/** A Service for the routers of a site, both of them where there are two, beside the one that Skupper makes. */
export class RouterService extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  public constructor(scope: Construct, id: string, props: RouterServiceProps = {}) {
    super(scope, id);
    const { type = 'LoadBalancer', annotations, loadBalancerClass, loadBalancerIP, sourceRanges, nodePorts = {}, ports = {} } = props;
    const { externalTrafficPolicy = sourceRanges === undefined ? undefined : 'Local' } = props;
    const port = (name: string, targetPort: number, own = targetPort, nodePort?: number): object => ({
      name,
      port: own,
      targetPort,
      protocol: 'TCP',
      ...(nodePort !== undefined && { nodePort }),
    });
    this.manifest = new Manifest(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Service',
      name: 'skupper-router-public',
      annotations,
      fields: {
        spec: {
          type,
          selector: { application: 'skupper-router', 'skupper.io/component': 'router' },
          ports: [
            port('inter-router', INTER_ROUTER_PORT, ports.interRouter, nodePorts.interRouter),
            port('edge', EDGE_PORT, ports.edge, nodePorts.edge),
          ],
          ...(loadBalancerClass !== undefined && { loadBalancerClass }),
          ...(loadBalancerIP !== undefined && { loadBalancerIP }),
          ...(externalTrafficPolicy !== undefined && type !== 'ClusterIP' && { externalTrafficPolicy }),
          ...(sourceRanges && { loadBalancerSourceRanges: [...sourceRanges] }),
        },
      },
    });
  }
}
