// Connectors that lead back to the pipeline they began in.
// finding: pipeline/cycle hub/gateway/Resource
// says: the pipelines traces → traces/back → traces lead back to where they began
import { CollectorPipeline, debugExporter, forwardConnector, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const [there, back] = [forwardConnector({ name: 'there' }), forwardConnector({ name: 'back' })];
  gateway.traces().receive(otlpReceiver(), back).export(there, debugExporter());
  gateway.traces('back').receive(there).export(back);
}
