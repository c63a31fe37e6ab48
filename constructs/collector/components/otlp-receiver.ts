import { ArgumentError, requirePort } from '../../synth/argument';
import { Receiver, type ComponentBinding, type ComponentPort } from '../component';
import type { CollectorHost } from '../host';

/**
 * Options of `otlpReceiver`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/v0.158.0/receiver/otlpreceiver
 */
export interface OtlpReceiverOptions {
  /** Name, if there is more than one OTLP receiver in a collector. @default - none: the id is `otlp` */
  readonly name?: string;
  /** OTLP over gRPC, or `false` to switch it off. @default - on, port 4317 */
  readonly grpc?: ProtocolOptions | false;
  /** OTLP over HTTP, or `false` to switch it off. @default - on, port 4318 */
  readonly http?: ProtocolOptions | false;
}

/** One protocol of a receiver. */
export interface ProtocolOptions {
  /** Port, 1 to 65535. @default - the protocol's own */
  readonly port?: number;
}

/** Receives traces, metrics and logs over OTLP. Made by `otlpReceiver`. */
export class OtlpReceiver extends Receiver {
  /** Port of OTLP over gRPC, undefined if that is off. */
  public readonly grpcPort: number | undefined;
  /** Port of OTLP over HTTP, undefined if that is off. */
  public readonly httpPort: number | undefined;

  /** @internal */
  public constructor(options: OtlpReceiverOptions) {
    super('otlp', options.name);
    this.grpcPort = portOf('grpc.port', options.grpc, 4317);
    this.httpPort = portOf('http.port', options.http, 4318);
    if (this.grpcPort === undefined && this.httpPort === undefined) {
      throw new ArgumentError(
        'otlpReceiver',
        'options',
        'an OTLP receiver needs a protocol, received both switched off',
        'leave gRPC or HTTP on',
      );
    }
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const protocols: Record<string, { endpoint: string }> = {};
    const ports: ComponentPort[] = [];
    const add = (protocol: string, port: number | undefined): void => {
      if (port === undefined) return;
      protocols[protocol] = { endpoint: `${host.listenHost}:${String(port)}` };
      ports.push({ name: `otlp-${protocol}`, port, transport: 'TCP' });
    };
    add('grpc', this.grpcPort);
    add('http', this.httpPort);
    return { config: { protocols }, ports };
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
