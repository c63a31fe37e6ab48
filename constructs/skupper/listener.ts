import { Construct } from 'constructs';

import { Listener, ListenerSpecObserver, toJson_ListenerSpec } from '../../imports/skupper.io';
import { requireDnsLabel, requirePort, requireServiceName } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { requireRoutingKey } from './routing-key';
import { PURE } from '../synth/shape/pure';

/** Properties of `SkupperListener`. */
export interface SkupperListenerProps {
  /** Name of the resource: a DNS label. @default - the host */
  readonly name?: string;
  /** Name of the Service that Skupper makes for it: a DNS label that begins with a letter. */
  readonly host: string;
  /** Port of that Service, 1 to 65535. */
  readonly port: number;
  /** Key of the connector at the other end. */
  readonly routingKey: string;
}

/**
 * A Service in this site's namespace whose connections come out at the connector of the same routing key. It opens once
 * such a connector can be reached; until then connections are refused.
 *
 * @see https://skupper.io/docs/refdog/resources/listener.html
 */
export class SkupperListener extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  public readonly host: string;
  public readonly port: number;
  public readonly routingKey: string;
  public readonly resourceName: string;
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if host, port, name or routing key cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperListenerProps) {
    super(scope, id);
    this.host = requireServiceName(this, 'host', props.host);
    this.port = requirePort(this, 'port', props.port);
    this.routingKey = requireRoutingKey(this, props.routingKey);
    this.resourceName = requireDnsLabel(this, 'name', props.name ?? props.host);
    this.manifest = new Manifest(this, 'Resource', {
      ...Listener.GVK,
      name: this.resourceName,
      fields: {
        spec: toJson_ListenerSpec({
          routingKey: this.routingKey,
          host: this.host,
          port: this.port,
          type: 'tcp',
          observer: ListenerSpecObserver.NONE,
        }),
      },
    });
  }
}
