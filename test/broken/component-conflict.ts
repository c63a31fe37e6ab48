// Two receivers of one id and different ports in one collector.
// finding: component/conflict edge/agent
// says: two receivers have the id otlp and different settings
import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const agent = new CollectorPipeline(new EdgeSite(network, 'edge'), 'agent');
  agent.traces().receive(otlpReceiver()).export(debugExporter());
  agent
    .logs()
    .receive(otlpReceiver({ grpc: { port: 14_317 } }))
    .export(debugExporter());
}
