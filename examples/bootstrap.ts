/**
 * The operators of each cluster, by Argo CD: an Application for each Helm chart, in folders of their own that are applied to the cluster of
 * Argo CD, and the Applications of the sites beside them.
 */
import {
  ArgoCd,
  Bootstrap,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  OperatorSource,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork({ kustomization: true });

const headquarters = new Cluster('headquarters', { argocd: { server: 'https://kubernetes.default.svc' } });
const hub = new PublicSite(network, 'hub', { cluster: headquarters });
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway');
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);
new Bootstrap(hub);

const edge = new EdgeSite(network, 'berlin', { links: [SiteLink.token(hub)] });
const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.daemonset() });
agent.traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
// A shop's cluster, where nothing is to change by itself.
new Bootstrap(edge, 'operators', { by: OperatorSource.argoCd({ project: 'operators', automated: false }) });

new ArgoCd(network, 'argocd', { repository: 'https://git.example.com/platform/telemetry.git' });

network.synth();
