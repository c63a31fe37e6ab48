import { ArgumentError, requirePort } from '../../synth/argument';
import { Receiver, type ComponentBinding } from '../component';
import type { CollectorHost } from '../host';
import type { ProtocolOptions } from './otlp-receiver';

/**
 * Options of `jaegerReceiver`: the protocols it speaks, at least one of them.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/jaegerreceiver
 */
export interface JaegerReceiverOptions {
  /** Name, if there is more than one Jaeger receiver in a collector. @default - none: the id is `jaeger` */
  readonly name?: string;
  /** gRPC. @default - off; port 14250 */
  readonly grpc?: ProtocolOptions;
  /** Thrift over HTTP. @default - off; port 14268 */
  readonly thriftHttp?: ProtocolOptions;
  /** Thrift compact over UDP, what Jaeger's client libraries send to an agent. @default - off; port 6831 */
  readonly thriftCompact?: ProtocolOptions;
  /** Thrift binary over UDP. @default - off; port 6832 */
  readonly thriftBinary?: ProtocolOptions;
}

interface Protocol {
  readonly option: 'grpc' | 'thriftHttp' | 'thriftCompact' | 'thriftBinary';
  readonly key: string;
  readonly port: number;
  readonly transport: 'TCP' | 'UDP';
}

const PROTOCOLS: readonly Protocol[] = [
  { option: 'grpc', key: 'grpc', port: 14_250, transport: 'TCP' },
  { option: 'thriftHttp', key: 'thrift_http', port: 14_268, transport: 'TCP' },
  { option: 'thriftCompact', key: 'thrift_compact', port: 6831, transport: 'UDP' },
  { option: 'thriftBinary', key: 'thrift_binary', port: 6832, transport: 'UDP' },
];

/** Receives traces in Jaeger's own formats. Made by `jaegerReceiver`. */
export class JaegerReceiver extends Receiver<'traces'> {
  private readonly ports: ReadonlyMap<string, number>;

  /** @internal */
  public constructor(options: JaegerReceiverOptions) {
    super('jaeger', options.name);
    const ports = new Map<string, number>();
    for (const { option, key, port } of PROTOCOLS) {
      const chosen = options[option];
      if (chosen !== undefined) ports.set(key, requirePort('jaegerReceiver', `${option}.port`, chosen.port ?? port));
    }
    if (ports.size === 0) {
      throw new ArgumentError(
        'jaegerReceiver',
        'options',
        'a Jaeger receiver needs at least one protocol, received none',
        'for example jaegerReceiver({ thriftCompact: {} })',
      );
    }
    this.ports = ports;
  }

  /** UDP port of thrift compact, undefined if that is off. */
  public get thriftCompactPort(): number | undefined {
    return this.ports.get('thrift_compact');
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const chosen = PROTOCOLS.flatMap((protocol) => {
      const port = this.ports.get(protocol.key);
      return port === undefined ? [] : [{ ...protocol, port }];
    });
    return {
      config: { protocols: Object.fromEntries(chosen.map(({ key, port }) => [key, { endpoint: `${host.listenHost}:${String(port)}` }])) },
      ports: chosen.map(({ key, port, transport }) => ({ name: `jaeger-${key.replace('_', '-')}`, port, transport })),
    };
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
