// A trace generator speaks what its collector does not receive.
// finding: generator/no-receiver edge/myapp
import { CollectorMode, CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, TraceGenerator, TraceProtocol } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent.traces().receive(otlpReceiver()).export(debugExporter());
  new TraceGenerator(edge, 'myapp', { sendTo: agent, protocol: TraceProtocol.THRIFT_COMPACT });
}
