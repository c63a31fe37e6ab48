// Queues on volumes that go with the pod, that several pods share, or that the collector may not write to.
// finding: queue/held-in-pod hub/gateway/Resource
// finding: queue/volume-shared hub/rolling/Resource
// finding: queue/volume-shared hub/several/Resource
// finding: queue/storage edge/agents/node/Resource
// says: otlp_grpc/tempo keeps in an emptyDir what the sender was told to have arrived
// says: file_storage/tempo has its files on a claim that all pods of the deployment share
// says: file_storage/ingest keeps its files in a folder of the node, which is root's
import { Size } from 'cdk8s';
import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  otlpGrpcExporter,
  otlpReceiver,
  podLogs,
  PublicSite,
  SiteLink,
  type CollectorPipelineProps,
  type TelemetryNetwork,
} from '../../constructs';

export const rules = { 'queue/held-in-pod': { severity: 'error', reason: 'nothing may be lost' } } as const;

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const otlp = otlpReceiver();
  const queued = (name: string, props: CollectorPipelineProps): CollectorPipeline => {
    const collector = new CollectorPipeline(hub, name, props);
    const tempo = otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', insecure: true, queue: 'disk' });
    collector.traces().receive(otlp).export(tempo);
    return collector;
  };
  const mountPath = '/var/lib/otelcol';
  const claimed = [{ name: 'queue', mountPath, source: { persistentVolumeClaim: { claimName: 'queue' } } }];
  const gateway = queued('gateway', {});
  gateway.logs().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
  queued('rolling', { volumes: claimed });
  queued('several', { volumes: claimed, mode: CollectorMode.statefulset({ replicas: 2 }) });
  // Right: a claim of each pod, one pod with its own, and queues that nobody was told of.
  const volumeClaims = [{ name: 'queue', mountPath, size: Size.gibibytes(1) }];
  queued('kept', { acknowledge: 'after-export', mode: CollectorMode.statefulset({ replicas: 2, volumeClaims }) });
  queued('alone', { acknowledge: 'after-export', volumes: claimed, mode: CollectorMode.statefulset() });
  queued('receipt', {});

  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  const agents = edge.addNamespace('agents', { podSecurity: 'privileged' });
  const mode = CollectorMode.daemonset();
  const volumes = [{ name: 'node', mountPath, source: { hostPath: { path: mountPath, type: 'DirectoryOrCreate' } } }];
  const node = new CollectorPipeline(agents, 'node', { mode, volumes });
  node.traces().receive(otlp).export(edge.exporterTo(ingest));
  const logs = podLogs();
  const reading = new CollectorPipeline(agents, 'reading', { mode });
  reading
    .logs()
    .receive(logs)
    .export(edge.exporterTo(ingest, { sendingQueue: { storage: logs.storage } }));
}
