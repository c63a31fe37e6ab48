// A connector that sends to pipelines which do not receive from it, or are not there.
// finding: connector/pipelines hub/gateway/Resource
// finding: connector/pipelines hub/gateway/Resource
// says: routing sends to the pipeline traces/audit, which does not receive from it
// says: routing sends to the pipeline traces/gone, which is not there
import { JsonPatch } from 'cdk8s';
import { CollectorPipeline, debugExporter, otlpReceiver, PublicSite, routingConnector } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const otlp = otlpReceiver();
  const audit = gateway.traces('audit').receive(otlp).export(debugExporter());
  const rest = gateway.traces('rest');
  const routing = routingConnector({
    defaultPipelines: [rest],
    table: [{ context: 'resource', condition: 'attributes["team"] == "audit"', pipelines: [audit] }],
  });
  gateway.traces().receive(otlp).export(routing);
  rest.receive(routing).export(debugExporter());
  gateway.manifest.addJsonPatch(JsonPatch.add('/spec/config/connectors/routing/default_pipelines/-', 'traces/gone'));
}
