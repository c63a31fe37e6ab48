import { Construct } from 'constructs';

import { Connector, toJson_ConnectorSpec } from '../../imports/skupper.io';
import { requireDnsLabel, requirePort } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { requireRoutingKey } from './routing-key';

/** Properties of `SkupperConnector`. */
export interface SkupperConnectorProps {
  /** Name of the resource: a DNS label. */
  readonly name: string;
  /** Key that listeners ask for. */
  readonly routingKey: string;
  /** Label selector for the pods in this site's namespace that take the connections. */
  readonly selector: string;
  /** Port of the pods, 1 to 65535. */
  readonly port: number;
}

/**
 * Sends the connections of all listeners with its routing key to pods of this site.
 *
 * @see https://skupper.io/docs/refdog/resources/connector.html
 */
export class SkupperConnector extends Construct {
  public readonly routingKey: string;
  public readonly port: number;
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if name, port or routing key cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperConnectorProps) {
    super(scope, id);
    this.routingKey = requireRoutingKey(this, props.routingKey);
    this.port = requirePort(this, 'port', props.port);
    this.manifest = new Manifest(this, 'Resource', {
      ...Connector.GVK,
      name: requireDnsLabel(this, 'name', props.name),
      fields: {
        spec: () => toJson_ConnectorSpec({ routingKey: this.routingKey, selector: props.selector, port: this.port, type: 'tcp' }),
      },
    });
  }
}
