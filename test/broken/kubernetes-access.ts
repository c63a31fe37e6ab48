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
import { JsonPatch } from 'cdk8s';
import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  k8sAttributesProcessor,
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
  const tokenless = new CollectorPipeline(hub, 'tokenless');
  tokenless
    .metrics()
    .receive(prometheusReceiver({ config: { scrape_configs: [{ job_name: 'pods' }] } }))
    .export(debugExporter());
  const discovery = '/spec/config/receivers/prometheus/config/scrape_configs/0/kubernetes_sd_configs';
  tokenless.manifest.addJsonPatch(JsonPatch.add(discovery, [{ role: 'pod' }]));
}
