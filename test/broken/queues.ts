// Persistent queues that keep nothing: a batch processor in front, storage that is not switched on, storage without a volume.
// finding: queue/batch-before-persistent hub/gateway/Resource
// finding: queue/storage hub/gateway/Resource
// finding: queue/storage hub/other/Resource
// says: in the pipeline traces, batch holds telemetry in memory that the persistent queue of otlp_grpc/tempo is to keep
// says: file_storage keeps its files in /elsewhere, where no volume is mounted
// says: the queue of otlp_grpc/tempo is kept in file_storage, which is not among the extensions that are switched on
import { JsonPatch } from 'cdk8s';
import { batchProcessor, CollectorPipeline, fileStorageExtension, otlpGrpcExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const tempo = otlpGrpcExporter({ endpoint: 'tempo.obs.svc:4317', name: 'tempo', sendingQueue: { storage: fileStorageExtension() } });
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlpReceiver()).process(batchProcessor()).export(tempo);
  gateway.manifest.addJsonPatch(JsonPatch.replace('/spec/config/extensions/file_storage/directory', '/elsewhere'));
  const other = new CollectorPipeline(hub, 'other');
  other.traces().receive(otlpReceiver()).export(tempo);
  other.manifest.addJsonPatch(
    JsonPatch.remove('/spec/config/extensions/file_storage'),
    JsonPatch.replace('/spec/config/service/extensions', ['health_check']),
  );
}
