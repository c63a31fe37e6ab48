import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { JaegerReceiverProtocolUdp } from '../../../imports/otelcol/receivers';
import type { HttpServerConfig } from '../../../imports/otelcol/shared';
import { ArgumentError, requirePort } from '../../synth/argument';
import { Receiver, type ComponentBinding, type Extension } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { renderOptions, snake, withDefaults, type RenderedOptions } from '../config/options';
import type { GrpcProtocolOptions, ProtocolOptions } from './otlp-receiver';
import { PURE } from '../../synth/shape/pure';

/**
 * Options of `jaegerReceiver`: the protocols it speaks, at least one of them.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/jaegerreceiver
 */
export interface JaegerReceiverOptions {
  /** Name, if there is more than one Jaeger receiver in a collector. @default - none: the id is `jaeger` */
  readonly name?: string;
  /** gRPC. @default - off; port 14250 */
  readonly grpc?: GrpcProtocolOptions;
  /** Thrift over HTTP. @default - off; port 14268 */
  readonly thriftHttp?: ThriftHttpOptions;
  /** Thrift compact over UDP, what Jaeger's client libraries send to an agent. @default - off; port 6831 */
  readonly thriftCompact?: UdpProtocolOptions;
  /** Thrift binary over UDP. @default - off; port 6832 */
  readonly thriftBinary?: UdpProtocolOptions;
}

/** Thrift over HTTP: its port and the collector's settings of an HTTP server. */
export interface ThriftHttpOptions extends ProtocolOptions, Omit<HttpServerConfig, 'endpoint' | 'transport'> {}

/** Thrift over UDP: its port and the collector's settings of the socket. */
export interface UdpProtocolOptions extends ProtocolOptions, Omit<JaegerReceiverProtocolUdp, 'endpoint'> {}

const PORTS = { grpc: 14_250, thriftHttp: 14_268, thriftCompact: 6831, thriftBinary: 6832 } as const;
type Protocol = keyof typeof PORTS;

/** Receives traces in Jaeger's own formats. Made by `jaegerReceiver`. */
export class JaegerReceiver extends Receiver<'traces'> {
  protected static override readonly [PURE]: readonly string[] = [];

  private readonly ports = new Map<Protocol, number>();
  public override readonly references: readonly Extension[];
  private readonly rendered: RenderedOptions;

  /** @internal */
  public constructor(given: JaegerReceiverOptions) {
    // A program in JavaScript can leave the options out.
    const options = { ...given };
    super('jaeger', options.name);
    const protocols: Partial<Record<Protocol, object>> = {};
    for (const protocol of Object.keys(PORTS) as Protocol[]) {
      const chosen: ProtocolOptions | undefined = options[protocol];
      if (chosen === undefined) continue;
      const { port = PORTS[protocol], ...settings } = chosen;
      this.ports.set(protocol, requirePort('jaegerReceiver', `${protocol}.port`, port));
      protocols[protocol] = settings;
    }
    if (this.ports.size === 0) {
      throw new ArgumentError(
        'jaegerReceiver',
        'options',
        'a Jaeger receiver needs at least one protocol, received none',
        'for example jaegerReceiver({ thriftCompact: {} })',
      );
    }
    this.rendered = renderOptions({ protocols }, CATALOGUE.receivers['jaeger']?.naming);
    this.references = this.rendered.extensions;
  }

  /** UDP port of thrift compact, undefined if that is off. */
  public get thriftCompactPort(): number | undefined {
    return this.ports.get('thriftCompact');
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const endpoints = [...this.ports].map(
      ([protocol, port]) => [snake(protocol), { endpoint: `${host.listenHost}:${String(port)}` }] as const,
    );
    return { ...this.rendered, config: withDefaults({ protocols: Object.fromEntries(endpoints) }, this.rendered.config) };
  }
}

/**
 * A receiver for Jaeger's own formats. In a sidecar it listens on localhost.
 *
 * @throws ArgumentError without any protocol, or if a port is out of range
 */
export function jaegerReceiver(options: JaegerReceiverOptions): JaegerReceiver {
  return new JaegerReceiver(options);
}
