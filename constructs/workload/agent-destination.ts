import type { CollectorPipeline } from '../collector/collector-pipeline';
import { OtlpReceiver } from '../collector/components/otlp-receiver';
import type { Signal } from '../collector/config/signal';
import type { Dial } from '../security/network-member';
import { Language } from './language';

/** What an agent speaks, and where to. */
export interface AgentEndpoint {
  readonly protocol: 'grpc' | 'http/protobuf';
  readonly port: number;
  readonly url: string;
}

/** Where agents send to: the first receiver of a collector that takes plain OTLP over HTTP, as the program stands now. */
export class AgentDestination {
  public constructor(public readonly collector: CollectorPipeline) {}

  /** Whether the collector takes plain OTLP over HTTP, which every agent but that for Node.js speaks. */
  public get isReceived(): boolean {
    return this.receiver !== undefined;
  }

  /** Where the agents of a language send to. */
  public endpointFor(language: Language): AgentEndpoint {
    const { grpcPort, httpPort = 4318, isSecured = true } = this.receiver ?? {};
    // The operator's agent for Node.js spoke gRPC alone for years, and every version of it can. That for Python cannot.
    if (language === Language.NODEJS && grpcPort !== undefined && !isSecured) return this.endpoint('grpc', grpcPort);
    return this.endpoint('http/protobuf', httpPort);
  }

  /** What the agents of a language connect to from outside of their pod. */
  public dialsFor(language: Language): readonly Dial[] {
    if (this.collector.mode.isSidecar) return [];
    return [{ to: 'host', host: this.host, port: this.endpointFor(language).port }];
  }

  /** Whether a signal has a pipeline there. */
  public takes(signal: Signal): boolean {
    return this.receiver !== undefined && this.collector.signalsOf(this.receiver).has(signal);
  }

  private endpoint(protocol: AgentEndpoint['protocol'], port: number): AgentEndpoint {
    return { protocol, port, url: `http://${this.host}:${String(port)}` };
  }

  private get host(): string {
    return this.collector.mode.isSidecar ? 'localhost' : this.collector.serviceHost;
  }

  private get receiver(): OtlpReceiver | undefined {
    const receivers = this.collector.pipelines.flatMap((pipeline) => pipeline.receivers);
    return receivers.find(
      (receiver): receiver is OtlpReceiver =>
        receiver instanceof OtlpReceiver && receiver.httpPort !== undefined && !receiver.isHttpSecured,
    );
  }
}
