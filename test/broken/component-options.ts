// Options that a component does not have, of another type, or that it refuses.
// finding: component/options hub/gateway/Resource
// finding: component/options hub/gateway/Resource
// finding: component/options hub/gateway/Resource
// finding: component/options hub/gateway/Resource
// says: otlp_grpc/tempo has no field timeot there
// says: otlp_grpc/tempo wants a value of type boolean
// says: sending_queue of otlp_grpc/tempo is refused: it needs at least one consumer
// says: tail_sampling is refused: it keeps nothing without a policy
import { JsonPatch } from 'cdk8s';
import { CollectorPipeline, otlpGrpcExporter, otlpReceiver, PublicSite, tailSamplingProcessor } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway
    .traces()
    .receive(otlpReceiver())
    .process(tailSamplingProcessor())
    .export(otlpGrpcExporter({ endpoint: 'tempo.obs.svc:4317', name: 'tempo', sendingQueue: { numConsumers: 0 } }));
  gateway.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/exporters/otlp_grpc~1tempo/timeot', '5s'),
    JsonPatch.add('/spec/config/exporters/otlp_grpc~1tempo/tls/insecure', 'yes'),
  );
}
