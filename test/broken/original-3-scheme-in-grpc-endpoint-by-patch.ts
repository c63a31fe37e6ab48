// The same two faults by JSON patches.
// finding: endpoint/grpc edge/agent/Resource
// finding: endpoint/grpc edge/other/Resource
// says: which begins with a scheme
// says: which has a blank in it
import { JsonPatch } from 'cdk8s';

import { CollectorMode, CollectorPipeline, EdgeSite, otlpGrpcExporter, otlpReceiver } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  for (const [name, endpoint] of [
    ['agent', 'http://hub:4317'],
    ['other', 'hub: 4317'],
  ] as const) {
    const agent = new CollectorPipeline(edge, name, { mode: CollectorMode.sidecar() });
    agent
      .traces()
      .receive(otlpReceiver())
      .export(otlpGrpcExporter({ endpoint: 'hub:4317', name: 'hub' }));
    agent.manifest.addJsonPatch(JsonPatch.replace('/spec/config/exporters/otlp_grpc~1hub/endpoint', endpoint));
  }
}
