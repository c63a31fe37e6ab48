/**
 * What an edge cluster tells of itself: logs of its pods, metrics of its nodes, pods and objects, and its events. An agent on each node
 * reads what is the node's; a collector of two pods, of which one is elected, what is the cluster's.
 */
import { Size } from 'cdk8s';

import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  clusterEvents,
  clusterMetrics,
  hostMetrics,
  kubeletMetrics,
  otlpHttpExporter,
  otlpReceiver,
  podLogs,
} from '../constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub');
const gateway = new CollectorPipeline(hub, 'gateway', { mode: CollectorMode.deployment({ replicas: 2 }) });
const otlp = otlpReceiver();
gateway
  .logs()
  .receive(otlp)
  .export(otlpHttpExporter({ name: 'loki', endpoint: 'http://loki.monitoring.svc:3100/otlp' }));
gateway
  .metrics()
  .receive(otlp)
  .export(otlpHttpExporter({ name: 'mimir', endpoint: 'http://mimir.monitoring.svc:8080/otlp' }));
const ingest = hub.expose(gateway, otlp, { address: 'ingest' });

const edge = new EdgeSite(network, 'shop-17', { links: [SiteLink.token(hub)] });

// Files of the node need a namespace that allows them, and nothing else is in it.
const node = new CollectorPipeline(edge.addNamespace('node-agents', { podSecurity: 'privileged' }), 'node', {
  mode: CollectorMode.daemonset({ tolerations: [{ operator: 'Exists' }] }),
});
const logs = podLogs({ exclude: [{ namespace: 'kube-system' }] });
// What was read and not sent yet waits on the node too, and outlives the pod.
const toHub = edge.exporterTo(ingest, { queueSize: Size.mebibytes(512), sendingQueue: { storage: logs.storage } });
node.logs().receive(logs).export(toHub);
node.metrics().receive(hostMetrics(), kubeletMetrics()).export(toHub);

const cluster = new CollectorPipeline(edge, 'cluster', { mode: CollectorMode.deployment({ replicas: 2 }) });
const fromCluster = edge.exporterTo(ingest);
cluster.metrics().receive(clusterMetrics()).export(fromCluster);
cluster.logs().receive(clusterEvents()).export(fromCluster);

network.synth();
