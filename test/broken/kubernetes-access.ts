// What reads the Kubernetes API and is not allowed to: in a sidecar, by patch, under another service account.
// finding: kubernetes/no-access hub/sidecar/Resource
// finding: kubernetes/no-access hub/patched/Resource
// finding: pipeline/unused-component hub/patched/Resource
// finding: kubernetes/no-access hub/renamed/Resource
// says: the processor k8s_attributes reads the Kubernetes API, and a sidecar runs under the service account of the workload, which is not allowed to
// says: the processor k8s_attributes reads the Kubernetes API, and nothing allows it to
// finding: kubernetes/no-access hub/tokenless/Resource
// says: the access was granted to the service account renamed-account, not to other
// says: the receiver prometheus uses the token of the service account tokenless-account, which the pods do not get
// finding: kubernetes/no-access hub/discovering/Resource
// finding: kubernetes/no-access hub/creating/Resource
// says: the receiver prometheus reads the Kubernetes API, and nothing allows it to
// says: the receiver receiver_creator reads the Kubernetes API, and nothing allows it to
import { JsonPatch } from 'cdk8s';
import {
  CollectorMode,
  CollectorPipeline,
  customReceiver,
  debugExporter,
  k8sAttributesProcessor,
  k8sObserverExtension,
  otlpReceiver,
  prometheusReceiver,
  PublicSite,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  new CollectorPipeline(hub, 'sidecar', { mode: CollectorMode.sidecar() })
    .traces()
    .receive(otlpReceiver())
    .process(k8sAttributesProcessor())
    .export(debugExporter());
  const patched = new CollectorPipeline(hub, 'patched');
  patched.traces().receive(otlpReceiver()).export(debugExporter());
  patched.manifest.addJsonPatch(JsonPatch.add('/spec/config/processors/k8s_attributes', {}));
  const renamed = new CollectorPipeline(hub, 'renamed');
  renamed.traces().receive(otlpReceiver()).process(k8sAttributesProcessor()).export(debugExporter());
  renamed.manifest.addJsonPatch(JsonPatch.add('/spec/serviceAccount', 'other'));
  const scrape = { config: { scrape_configs: [{ job_name: 'pods', static_configs: [{ targets: ['shop.example.com'] }] }] } };
  const job = '/spec/config/receivers/prometheus/config/scrape_configs/0';
  const tokenless = new CollectorPipeline(hub, 'tokenless');
  tokenless.metrics().receive(prometheusReceiver(scrape)).export(debugExporter());
  const token = '/var/run/secrets/kubernetes.io/serviceaccount/token';
  tokenless.manifest.addJsonPatch(JsonPatch.add(`${job}/authorization`, { credentials_file: token }));
  const discovering = new CollectorPipeline(hub, 'discovering');
  discovering.metrics().receive(prometheusReceiver(scrape)).export(debugExporter());
  discovering.manifest.addJsonPatch(JsonPatch.add(`${job}/kubernetes_sd_configs`, [{ role: 'pod' }]));
  // Receivers of a receiver creator are custom components: the program states their access.
  const discovery = { config: { scrape_configs: [{ job_name: 'pods', kubernetes_sd_configs: [{ role: 'pod' }] }] } };
  const observer = k8sObserverExtension();
  const settings = { watch_observers: [observer], receivers: { prometheus: { rule: 'type == "node"', config: discovery } } };
  new CollectorPipeline(hub, 'creating')
    .metrics()
    .receive(customReceiver('receiver_creator', { signals: ['metrics'], settings }))
    .export(debugExporter());
}
