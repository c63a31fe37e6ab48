/**
 * Argo CD applies what is committed: an Application for each site, on the clusters as Argo CD knows them. Flux and `kubectl apply -k`
 * read the same folders by their Kustomization.
 */
import {
  ArgoCd,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  TraceGenerator,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork({ kustomization: true });

// Argo CD runs on the cluster of the hub.
const headquarters = new Cluster('headquarters', { argocd: { server: 'https://kubernetes.default.svc' } });
const hub = new PublicSite(network, 'hub', { cluster: headquarters });
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub.addNamespace('collectors', { podSecurity: 'restricted' }), 'gateway', {
  mode: CollectorMode.deployment({ autoscaler: { minReplicas: 2, maxReplicas: 5 } }),
});
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);

// Registered under names of their own: `berlin` as it is called here, the other as its cloud calls it.
const lisbon = new Cluster('lisbon', { argocd: { name: 'arn:aws:eks:eu-west-1:123456789012:cluster/lisbon' } });
for (const [name, cluster] of [
  ['berlin', new Cluster('berlin')],
  ['lisbon', lisbon],
] as const) {
  const edge = new EdgeSite(network, name, { cluster, links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent.traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
  new TraceGenerator(edge, 'myapp', { sendTo: agent });
}

new ArgoCd(network, 'argocd', { repository: 'https://git.example.com/platform/telemetry.git', revision: 'main' });

network.synth();
