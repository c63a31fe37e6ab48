// What is read of nodes and clusters from the wrong place: paths that are not mounted, one node of many, one cluster many times.
// finding: receiver/path-not-mounted edge/unmounted/Resource
// finding: receiver/path-not-mounted edge/unmounted/Resource
// says: file_log reads /var/log/pods, and no volume is mounted there
// says: host_metrics reads /hostfs, and no volume is mounted there
// says: spec.config.receivers.file_log.include.1
// finding: receiver/one-node edge/lonely/Resource
// finding: receiver/one-node edge/lonely/Resource
// finding: receiver/one-node edge/lonely/Resource
// says: file_log/pod-logs reads the node that its pod is on, and a deployment has pods on some nodes alone
// finding: receiver/several-pods edge/twice/Resource
// finding: receiver/several-pods edge/scaled/Resource
// finding: receiver/several-pods edge/scraping/Resource
// says: prometheus scrapes all its targets from each of several pods
// says: k8s_events reads what is the cluster's, and the collector has several pods: everything comes once from each
import { JsonPatch } from 'cdk8s';
import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  fileLogReceiver,
  hostMetrics,
  hostMetricsReceiver,
  prometheusReceiver,
} from '../../constructs';
import { k8sClusterReceiver, k8sEventsReceiver, kubeletMetrics, podLogs, type TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge', { podSecurity: 'privileged' });
  const unmounted = new CollectorPipeline(edge, 'unmounted', {
    mode: CollectorMode.daemonset(),
    volumes: [{ name: 'shop', mountPath: '/var/log/shop', source: { hostPath: { path: '/var/log/shop' } } }],
  });
  unmounted
    .logs()
    .receive(fileLogReceiver({ include: ['/var/log/shop/*.log', '/var/log/pods/*/*/*.log', '/var/log/*/a.log'] }))
    .export(debugExporter());
  unmounted
    .metrics()
    .receive(hostMetricsReceiver({ rootPath: '/hostfs', scrapers: { load: {} } }))
    .export(debugExporter());

  const lonely = new CollectorPipeline(edge, 'lonely', { mode: CollectorMode.deployment({ replicas: 3 }) });
  lonely.logs().receive(podLogs()).export(debugExporter());
  lonely.metrics().receive(hostMetrics(), kubeletMetrics()).export(debugExporter());

  const twice = new CollectorPipeline(edge, 'twice', { mode: CollectorMode.deployment({ replicas: 2 }) });
  twice.metrics().receive(k8sClusterReceiver()).export(debugExporter());
  const scaled = new CollectorPipeline(edge, 'scaled', { mode: CollectorMode.deployment({ autoscaler: { maxReplicas: 4 } }) });
  scaled.logs().receive(k8sEventsReceiver()).export(debugExporter());

  const scrape = prometheusReceiver({ config: { scrape_configs: [{ job_name: 'db', static_configs: [{ targets: ['db:9187'] }] }] } });
  const scraping = (name: string, mode: CollectorMode) =>
    new CollectorPipeline(edge, name, { mode }).metrics().receive(scrape).export(debugExporter());
  scraping('scraping', CollectorMode.deployment({ replicas: 2 }));
  // Right: those have targets of their own, or the operator shares them out.
  scraping('one', CollectorMode.deployment());
  scraping('each-node', CollectorMode.daemonset());
  const patch = JsonPatch.add('/spec/targetAllocator', { enabled: true });
  const shared = new CollectorPipeline(edge, 'shared', { mode: CollectorMode.statefulset({ replicas: 2 }) });
  shared.metrics().receive(scrape).export(debugExporter());
  shared.manifest.addJsonPatch(patch);
}
