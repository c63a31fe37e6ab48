// Pipelines that only a patch can make: of no signal, and with a processor twice.
// finding: pipeline/signal hub/gateway/Resource
// finding: pipeline/repeated-component hub/gateway/Resource
// finding: memory-limiter/missing hub/gateway/Resource
// says: spans is no signal that a pipeline carries
// says: batch stands more than once in the pipeline traces
import { JsonPatch } from 'cdk8s';
import { batchProcessor, CollectorPipeline, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway.traces().receive(otlpReceiver()).process(batchProcessor()).export(debugExporter());
  gateway.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/service/pipelines/traces/processors/-', 'batch'),
    JsonPatch.add('/spec/config/service/pipelines/spans', { receivers: ['otlp'], processors: [], exporters: ['debug'] }),
  );
}
