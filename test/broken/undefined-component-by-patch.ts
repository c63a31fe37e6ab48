// A patch names components that are not defined.
// finding: pipeline/undefined-component edge/agent/Resource
// finding: pipeline/undefined-component edge/agent/Resource
// finding: pipeline/undefined-component edge/agent/Resource
// says: otlphttp is used and not defined under exporters
// says: zpages is used and not defined under extensions
import { JsonPatch } from 'cdk8s';

import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const agent = new CollectorPipeline(new EdgeSite(network, 'edge'), 'agent');
  agent.traces().receive(otlpReceiver()).export(debugExporter());
  agent.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/service/pipelines/traces/exporters/-', 'otlphttp'),
    JsonPatch.add('/spec/config/service/pipelines/traces/processors/-', 'batch'),
    JsonPatch.add('/spec/config/service/extensions/-', 'zpages'),
  );
}
