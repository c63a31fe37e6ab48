import { Construct } from 'constructs';

import { Connector, toJson_ConnectorSpec } from '../../imports/skupper.io';
import { requireDnsLabel, requirePort } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { requireHost } from './endpoint';
import { requireRoutingKey } from './routing-key';
import { PURE } from '../synth/shape/pure';

/** Where the connections of a connector come out: pods by a label selector, or one host. */
export type ConnectorTarget =
  /** Pods in the site's namespace that are ready; each is dialled by itself, past any Service. */
  | { readonly selector: string }
  /** A Service or any other host that the router can reach. */
  | { readonly host: string };

/** Properties of `SkupperConnector`. */
export type SkupperConnectorProps = ConnectorTarget & {
  /** Name of the resource: a DNS label. */
  readonly name: string;
  /** Key that listeners ask for. */
  readonly routingKey: string;
  /** Port of the pods or of the host, 1 to 65535. */
  readonly port: number;
};

/**
 * Sends the connections of all listeners with its routing key to pods of this site, or to a host that it can reach.
 *
 * @see https://skupper.io/docs/refdog/resources/connector.html
 */
export class SkupperConnector extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  public readonly routingKey: string;
  public readonly port: number;
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if name, host, port or routing key cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperConnectorProps) {
    super(scope, id);
    this.routingKey = requireRoutingKey(this, props.routingKey);
    this.port = requirePort(this, 'port', props.port);
    const target = 'host' in props ? { host: requireHost(this, 'host', props.host) } : { selector: props.selector };
    this.manifest = new Manifest(this, 'Resource', {
      ...Connector.GVK,
      name: requireDnsLabel(this, 'name', props.name),
      fields: { spec: toJson_ConnectorSpec({ routingKey: this.routingKey, ...target, port: this.port, type: 'tcp' }) },
    });
  }
}
