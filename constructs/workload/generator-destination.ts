import type { CollectorPipeline } from '../collector/collector-pipeline';
import { JaegerReceiver } from '../collector/components/jaeger-receiver';
import { OtlpReceiver } from '../collector/components/otlp-receiver';
import type { Dial } from '../security/network-member';
import { TraceProtocol } from './trace-protocol';

/** Receiver that a trace generator sends to. The receiver is looked up at each use, since the program can add receivers later. */
export class GeneratorDestination {
  /** @param wanted the protocol; by default thrift compact if the collector receives it, else OTLP */
  public constructor(
    public readonly collector: CollectorPipeline,
    private readonly wanted: TraceProtocol | undefined,
  ) {}

  public get protocol(): TraceProtocol {
    return this.wanted ?? (this.thriftPort === undefined ? TraceProtocol.OTLP : TraceProtocol.THRIFT_COMPACT);
  }

  /** Host of the collector, from the pod of the generator. */
  public get host(): string {
    return this.collector.mode.isSidecar ? 'localhost' : this.collector.serviceHost;
  }

  /** Port of the receiver, or the default port of the protocol. */
  public get port(): number {
    return this.receivedPort ?? (this.protocol === TraceProtocol.OTLP ? 4317 : 6831);
  }

  /** Whether the collector receives the protocol. */
  public get isReceived(): boolean {
    return this.receivedPort !== undefined;
  }

  /** Connections of the pod. A sidecar is in the same pod, so it needs no connection. */
  public get dials(): readonly Dial[] {
    if (this.collector.mode.isSidecar) return [];
    const isUdp = this.protocol === TraceProtocol.THRIFT_COMPACT;
    return [{ to: 'host', host: this.host, port: this.port, ...(isUdp && { protocol: 'UDP' }) }];
  }

  private get receivedPort(): number | undefined {
    return this.protocol === TraceProtocol.OTLP ? this.otlpPort : this.thriftPort;
  }

  private get thriftPort(): number | undefined {
    return this.receivers.flatMap((receiver) => (receiver instanceof JaegerReceiver ? (receiver.thriftCompactPort ?? []) : []))[0];
  }

  private get otlpPort(): number | undefined {
    return this.receivers.flatMap((receiver) => (receiver instanceof OtlpReceiver ? (receiver.grpcPort ?? []) : []))[0];
  }

  private get receivers(): CollectorPipeline['pipelines'][number]['receivers'] {
    return this.collector.pipelines.filter(({ signal }) => signal === 'traces').flatMap(({ receivers }) => receivers);
  }
}
