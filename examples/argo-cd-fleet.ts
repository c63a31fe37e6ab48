/** A fleet for Argo CD: one ApplicationSet with a line for each site. A shop that comes or goes changes that list, and its own folder. */
import {
  ArgoCd,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  otlpHttpExporter,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork();
new ArgoCd(network, 'argocd', {
  repository: 'git@git.example.com:platform/telemetry.git',
  path: 'clusters/telemetry',
  project: 'shops',
  applicationSet: true,
});

const own = new Cluster('headquarters', { argocd: { server: 'https://kubernetes.default.svc' } });
const hub = new PublicSite(network, 'hub', { cluster: own });
const otlp = otlpReceiver();
const gateway = new CollectorPipeline(hub, 'gateway', { mode: CollectorMode.deployment({ autoscaler: { maxReplicas: 10 } }) });
gateway
  .logs()
  .receive(otlp)
  .export(otlpHttpExporter({ endpoint: 'https://loki.example.com/otlp' }));
const ingest = hub.expose(gateway, otlp);

for (const city of ['berlin', 'lisbon', 'oslo']) {
  const shop = new EdgeSite(network, city, { namespace: 'shop-telemetry', links: [SiteLink.token(hub)] });
  new CollectorPipeline(shop, 'agent').logs().receive(otlpReceiver()).export(shop.exporterTo(ingest));
}

network.synth();
