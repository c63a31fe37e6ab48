import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { OtlpReceiverHttpConfig } from '../../../imports/otelcol/receivers';
import type { GrpcServerConfig } from '../../../imports/otelcol/shared';
import { ArgumentError, requirePort } from '../../synth/argument';
import { Receiver, type ComponentBinding, type Extension } from '../catalogue/component';
import { OTLP_PORTS, type OtlpProtocol } from '../connections/otlp-protocol';
import type { CollectorHost } from '../pods/host';
import { renderOptions, withDefaults, type RenderedOptions } from '../config/options';
import { kibibytesOf } from '../../synth/units';
import { PURE } from '../../synth/shape/pure';

/**
 * Options of `otlpReceiver`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/v0.158.0/receiver/otlpreceiver
 */
export interface OtlpReceiverOptions {
  /** Name, if there is more than one OTLP receiver in a collector. @default - none: the id is `otlp` */
  readonly name?: string;
  /**
   * OTLP over gRPC, or `false` to switch it off. But in a sidecar connections are ended after 5 minutes, so that clients come back to any
   * of the pods there are then: `keepalive.serverParameters.maxConnectionAge`, with zero for never.
   *
   * @default - on, port 4317
   */
  readonly grpc?: GrpcProtocolOptions | false;
  /** OTLP over HTTP, or `false` to switch it off. @default - on, port 4318 */
  readonly http?: HttpProtocolOptions | false;
}

/** One protocol of a receiver. */
export interface ProtocolOptions {
  /** Port, 1 to 65535. @default - the protocol's own */
  readonly port?: number;
}

/** A protocol over gRPC: its port and the collector's settings of a gRPC server. */
export interface GrpcProtocolOptions extends ProtocolOptions, Omit<GrpcServerConfig, 'endpoint' | 'transport'> {}

/** OTLP over HTTP: its port and the collector's settings of an HTTP server. */
export interface HttpProtocolOptions extends ProtocolOptions, Omit<OtlpReceiverHttpConfig, 'endpoint' | 'transport'> {}

/** A client keeps a connection over gRPC for ever: replicas that are new would get nothing, and one that was failed over to would stay. */
const CONNECTIONS_END = { keepalive: { server_parameters: { max_connection_age: '5m' } } };

/** Default of gRPC servers, in KiB. */
const LARGEST_MESSAGE = 4096;
/** Default of the collector's HTTP servers, in KiB. */
const LARGEST_BODY = 20_480;

/** Receives traces, metrics and logs over OTLP. Made by `otlpReceiver`. */
export class OtlpReceiver extends Receiver {
  protected static override readonly [PURE]: readonly string[] = [];

  /** Port of OTLP over gRPC, undefined if that is off. */
  public readonly grpcPort: number | undefined;
  /** Port of OTLP over HTTP, undefined if that is off. */
  public readonly httpPort: number | undefined;
  /** Whether connections over gRPC end by themselves after some time, and are made anew. */
  public readonly endsConnections: boolean;
  /** Whether OTLP over gRPC asks for TLS or credentials. */
  public override readonly isSecured: boolean;
  public override readonly largestMessage: number;
  /** Whether OTLP over HTTP asks for TLS or credentials. */
  public override readonly isHttpSecured: boolean;
  public override readonly largestBody: number;
  public override readonly references: readonly Extension[];
  private readonly rendered: RenderedOptions;

  /** @internal */
  public constructor(options: OtlpReceiverOptions) {
    super('otlp', options.name);
    const { tls, auth, keepalive, maxRecvMsgSize } = options.grpc === false ? {} : (options.grpc ?? {});
    this.largestMessage = maxRecvMsgSize === undefined ? LARGEST_MESSAGE : kibibytesOf(maxRecvMsgSize);
    this.isSecured = tls !== undefined || auth !== undefined;
    const age = keepalive?.serverParameters?.maxConnectionAge;
    this.endsConnections = age === undefined || age.toMilliseconds() > 0;
    this.grpcPort = portOf('grpc.port', options.grpc, OTLP_PORTS.grpc);
    this.httpPort = portOf('http.port', options.http, OTLP_PORTS.http);
    if (this.grpcPort === undefined && this.httpPort === undefined) {
      throw new ArgumentError(
        'otlpReceiver',
        'options',
        'an OTLP receiver needs a protocol, received both switched off',
        'leave gRPC or HTTP on',
      );
    }
    const http = options.http === false ? {} : (options.http ?? {});
    this.isHttpSecured = http.tls !== undefined || http.auth !== undefined;
    const largestBody = http.maxRequestBodySize === undefined ? 0 : kibibytesOf(http.maxRequestBodySize);
    // The collector reads zero as its default.
    this.largestBody = largestBody > 0 ? largestBody : LARGEST_BODY;
    const protocols = { grpc: settingsOf(options.grpc), http: settingsOf(options.http) };
    this.rendered = renderOptions({ protocols }, CATALOGUE.receivers['otlp']?.naming);
    this.references = this.rendered.extensions;
  }

  /** Port of a protocol, undefined if that is off. */
  public portOf(protocol: OtlpProtocol): number | undefined {
    return protocol === 'grpc' ? this.grpcPort : this.httpPort;
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const at = (port: number): string => `${host.listenHost}:${String(port)}`;
    const { grpcPort, httpPort } = this;
    const defaults = {
      protocols: {
        ...(grpcPort !== undefined && { grpc: { endpoint: at(grpcPort), ...(!host.isSidecar && CONNECTIONS_END) } }),
        ...(httpPort !== undefined && { http: { endpoint: at(httpPort) } }),
      },
    };
    return { ...this.rendered, config: withDefaults(defaults, this.rendered.config) };
  }
}

/**
 * A receiver for OTLP, over gRPC on 4317 and HTTP on 4318 unless said otherwise. In a sidecar it listens on localhost.
 *
 * @throws ArgumentError if a port is out of range, or both protocols are off
 */
export function otlpReceiver(options: OtlpReceiverOptions = {}): OtlpReceiver {
  return new OtlpReceiver(options);
}

function portOf(what: string, options: ProtocolOptions | false | undefined, own: number): number | undefined {
  return options === false ? undefined : requirePort('otlpReceiver', what, options?.port ?? own);
}

function settingsOf(options: ProtocolOptions | false | undefined): object | undefined {
  if (options === false || options === undefined) return undefined;
  const { port: _, ...settings } = options;
  return Object.keys(settings).length === 0 ? undefined : settings;
}
