// Presets in pipelines of another signal, and selectors of logs that are not one.
// error: TS2345 Argument of type 'PodLogs' is not assignable to parameter of type 'Receiver<"metrics"> | Connector<never, "metrics">'
// error: TS2345 Argument of type 'Receiver<"metrics">' is not assignable to parameter of type 'Receiver<"logs"> | Connector<never, "logs">'
// error: TS2345 Argument of type 'Receiver<"metrics">' is not assignable to parameter of type 'Receiver<"logs"> | Connector<never, "logs">'
// error: TS2345 Argument of type 'Receiver<"logs">' is not assignable to parameter of type 'Receiver<"traces"> | Connector<never, "traces">'
// error: TS2559 Type 'string' has no properties in common with type 'PodLogSelector'
import {
  clusterEvents,
  clusterMetrics,
  CollectorPipeline,
  debugExporter,
  hostMetrics,
  kubeletMetrics,
  otlpGrpcExporter,
  podLogs,
  PublicSite,
  TelemetryNetwork,
} from '../../constructs';

const node = new CollectorPipeline(new PublicSite(new TelemetryNetwork(), 'public'), 'node');
node.metrics().receive(podLogs());
node.logs().receive(hostMetrics());
node.logs().receive(clusterMetrics());
node.traces().receive(clusterEvents());
podLogs({ exclude: ['kube-system'] });

// These do compile.
const logs = podLogs({ exclude: [{ namespace: 'kube-system' }] });
node
  .logs()
  .receive(logs, clusterEvents())
  .export(otlpGrpcExporter({ endpoint: 'gateway:4317', insecure: true, sendingQueue: { storage: logs.storage } }));
node.metrics().receive(hostMetrics(), kubeletMetrics(), clusterMetrics()).export(debugExporter());
