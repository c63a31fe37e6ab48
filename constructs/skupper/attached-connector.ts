import { Construct } from 'constructs';

import {
  AttachedConnector,
  AttachedConnectorBinding,
  toJson_AttachedConnectorBindingSpec,
  toJson_AttachedConnectorSpec,
} from '../../imports/skupper.io';
import { requireDnsLabel, requirePort } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { requireRoutingKey } from './routing-key';
import { PURE } from '../synth/shape/pure';

/** Properties of `SkupperAttachedConnector`. */
export interface SkupperAttachedConnectorProps {
  /** Name of both resources, by which they find each other: a DNS label. */
  readonly name: string;
  /** Key that listeners ask for. */
  readonly routingKey: string;
  /** Namespace of the site. */
  readonly siteNamespace: string;
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Label selector for the pods. */
  readonly selector: string;
  /** Port of the pods, 1 to 65535. */
  readonly port: number;
}

/**
 * Sends the connections of all listeners with its routing key to pods in another namespace than the site's: an
 * `AttachedConnector` there, and the `AttachedConnectorBinding` in the site's namespace that lets it in. Skupper's controller
 * has to be the one for the whole cluster.
 *
 * @see https://skupper.io/docs/refdog/resources/attached-connector.html
 */
export class SkupperAttachedConnector extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  public readonly routingKey: string;
  public readonly port: number;
  /** The `AttachedConnector`, for JSON patches. */
  public readonly manifest: Manifest;
  /** The `AttachedConnectorBinding`, for JSON patches. */
  public readonly binding: Manifest;

  /** @throws ArgumentError if name, a namespace, port or routing key cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperAttachedConnectorProps) {
    super(scope, id);
    this.routingKey = requireRoutingKey(this, props.routingKey);
    this.port = requirePort(this, 'port', props.port);
    const name = requireDnsLabel(this, 'name', props.name);
    const siteNamespace = requireDnsLabel(this, 'siteNamespace', props.siteNamespace);
    const namespace = requireDnsLabel(this, 'namespace', props.namespace);
    const { selector } = props;
    this.manifest = new Manifest(this, 'Resource', {
      ...AttachedConnector.GVK,
      name,
      namespace,
      fields: { spec: toJson_AttachedConnectorSpec({ siteNamespace, selector, port: this.port, type: 'tcp' }) },
    });
    this.binding = new Manifest(this, 'Binding', {
      ...AttachedConnectorBinding.GVK,
      name,
      namespace: siteNamespace,
      fields: { spec: toJson_AttachedConnectorBindingSpec({ connectorNamespace: namespace, routingKey: this.routingKey }) },
    });
  }
}
