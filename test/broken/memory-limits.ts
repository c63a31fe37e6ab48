// Memory limits that do not hold: not first, missing, not below the container's, and queues larger than it.
// finding: memory-limiter/not-first hub/gateway/Resource
// finding: memory-limiter/missing hub/gateway/Resource
// finding: memory-limiter/above-container hub/limited/Resource
// finding: queue/above-container hub/limited/Resource
// says: in the pipeline traces, batch stands before the memory_limiter
// says: the pipeline logs has no memory_limiter
// says: memory_limiter limits memory to 512 MiB, and the container is killed at 512 MiB
// says: the queues of otlp_grpc/tempo hold up to 800 MiB, a queue for each signal, and the container is killed at 512 MiB
import { JsonPatch, Size } from 'cdk8s';
import {
  batchProcessor,
  CollectorPipeline,
  debugExporter,
  memoryLimiterProcessor,
  otlpGrpcExporter,
  otlpReceiver,
  PublicSite,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlpReceiver()).process(batchProcessor()).export(debugExporter());
  gateway.logs().receive(otlpReceiver()).export(debugExporter());
  gateway.manifest.addJsonPatch(
    JsonPatch.replace('/spec/config/service/pipelines/traces/processors', ['batch', 'memory_limiter']),
    JsonPatch.replace('/spec/config/service/pipelines/logs/processors', []),
  );
  const limited = new CollectorPipeline(hub, 'limited');
  const tempo = otlpGrpcExporter({ endpoint: 'tempo.obs.svc:4317', name: 'tempo', queueSize: Size.mebibytes(400) });
  limited
    .traces()
    .receive(otlpReceiver())
    .process(memoryLimiterProcessor({ limit: Size.mebibytes(512) }))
    .export(tempo);
  limited.logs().receive(otlpReceiver()).export(tempo);
}
