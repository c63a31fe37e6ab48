// The same fault by a JSON patch: an exporter that is defined and that no pipeline names.
// finding: pipeline/unused-component edge/agent/Resource
// says: otlp_grpc/hub is defined and nothing uses it
import { JsonPatch } from 'cdk8s';

import { CollectorMode, CollectorPipeline, debugExporter, EdgeSite, otlpReceiver } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent.traces().receive(otlpReceiver()).export(debugExporter());
  agent.manifest.addJsonPatch(JsonPatch.add('/spec/config/exporters/otlp_grpc~1hub', { endpoint: 'hub:4317' }));
}
