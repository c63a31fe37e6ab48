import type { Construct } from 'constructs';

import type { CollectorPipeline } from '../collector/collector-pipeline';
import type { OtlpReceiver } from '../collector/components/otlp-receiver';
import { SkupperConnector } from '../skupper/connector';
import { LinkAccess } from '../skupper/link-access';
import { ArgumentError, quote, requireServiceName } from '../synth/argument';
import type { FindingOptions } from '../synth/finding';
import { Platform } from '../synth/placement';
import { addRule } from '../synth/rule';
import { addNetworkRules } from './network-rules';
import { Site, type SiteProps } from './site';
import { TelemetryAddress } from './telemetry-address';

/** Properties of `PublicSite`. */
export interface PublicSiteProps extends SiteProps {
  /** How links come in. @default - `LinkAccess.loadBalancer()`; on OpenShift `LinkAccess.route()` */
  readonly linkAccess?: LinkAccess;
  /** Whether two routers stand in for each other: failover, not throughput. @default false */
  readonly ha?: boolean;
}

/** Options of `expose`. */
export interface ExposeOptions {
  /** Name of the address, which becomes the name of a Service in the sites that export to it. @default - the collector's name */
  readonly address?: string;
}

/** A site with a public address, a hub: other sites link to it. Its router is an interior router. */
export class PublicSite extends Site {
  public override readonly role = 'hub';

  /** How links come in. */
  public readonly linkAccess: LinkAccess;

  private readonly ownAddresses: TelemetryAddress[] = [];

  /** @throws ArgumentError if the id or the namespace is no DNS label, or a hub is linked twice */
  public constructor(scope: Construct, id: string, props: PublicSiteProps = {}) {
    const openshift = props.cluster?.platform === Platform.OPENSHIFT;
    const linkAccess = props.linkAccess ?? (openshift ? LinkAccess.route() : LinkAccess.loadBalancer());
    super(scope, id, props, { role: 'hub', ha: props.ha, linkAccess });
    this.linkAccess = linkAccess;
    if (linkAccess.type === 'route' && !openshift) {
      throw new ArgumentError(
        this,
        'linkAccess',
        'routes are there on OpenShift only, and the cluster runs plain Kubernetes',
        'use LinkAccess.loadBalancer(), or a Cluster with Platform.OPENSHIFT',
      );
    }
    addRule(this, () => this.addresses.flatMap((address) => unreceived(address)));
    addNetworkRules(this.node.root);
  }

  /**
   * Puts the OTLP/gRPC port of a collector's receiver under an address of the network: makes the connector, with the
   * selector, port and protocol that the collector and the receiver know.
   *
   * @returns what other sites give to `exporterTo`
   * @throws ArgumentError if the collector is a sidecar or not in this site, the receiver has no gRPC, or the address is taken
   */
  public expose(collector: CollectorPipeline, receiver: OtlpReceiver, options: ExposeOptions = {}): TelemetryAddress {
    const name = requireServiceName(this, 'address', options.address ?? collector.name);
    if (!collector.node.scopes.includes(this)) {
      throw new ArgumentError(
        this,
        'expose',
        `the collector ${collector.node.path} is not in this site`,
        'expose it from the site it is in',
      );
    }
    if (collector.namespace !== this.namespace) {
      throw new ArgumentError(
        this,
        'expose',
        `the collector ${collector.node.path} is in the namespace ${collector.namespace ?? '(none)'}; a connector finds pods of the site's namespace ${this.namespace} only`,
        'place it in the site itself',
      );
    }
    if (collector.mode.isSidecar) {
      throw new ArgumentError(
        this,
        'expose',
        `the collector ${collector.node.path} is a sidecar, which listens on localhost only`,
        'expose a deployment, statefulset or daemonset',
      );
    }
    const port = receiver.grpcPort;
    if (port === undefined) {
      throw new ArgumentError(
        this,
        'expose',
        `the receiver ${receiver.id} has its gRPC protocol switched off`,
        'leave gRPC on: sites send OTLP over gRPC',
      );
    }
    if (this.ownAddresses.some((address) => address.name === name)) {
      throw new ArgumentError(this, 'address', `the address ${quote(name)} is exposed already`, 'choose another address');
    }
    const connector = new SkupperConnector(this, `connector-${name}`, {
      name,
      routingKey: `${this.siteName}.${name}`,
      selector: collector.selector,
      port,
    });
    const address = new TelemetryAddress({ name, port, hub: this, collector, receiver, connector });
    this.ownAddresses.push(address);
    return address;
  }

  /** What this site exposes. */
  public override get addresses(): readonly TelemetryAddress[] {
    return [...this.ownAddresses];
  }
}

function unreceived({ name, collector, receiver }: TelemetryAddress): FindingOptions[] {
  if (collector.signalsOf(receiver).size > 0) return [];
  return [
    {
      rule: 'address/receiver-unused',
      location: `expose(${name})`,
      message: `no pipeline of ${collector.node.path} receives from ${receiver.id}, which the address ${name} leads to`,
      fix: 'name the receiver in a pipeline, for example gateway.traces().receive(otlp).export(…)',
    },
  ];
}
