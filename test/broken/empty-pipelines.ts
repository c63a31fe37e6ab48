// A collector without pipelines, a pipeline without exporters, and one without receivers.
// finding: pipeline/none edge/idle/Resource
// finding: pipeline/empty edge/agent/Resource
// finding: pipeline/empty edge/agent/Resource
// says: the pipeline logs has no exporters
// says: the pipeline traces has no receivers
import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  new CollectorPipeline(edge, 'idle');
  const agent = new CollectorPipeline(edge, 'agent');
  agent.logs().receive(otlpReceiver());
  agent.traces().export(debugExporter());
}
