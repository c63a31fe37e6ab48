/**
 * A hub on OpenShift, reached by routes of a known domain, with its collectors in a namespace of their own: they pass the
 * PodSecurity level `restricted`, which the Skupper router does not. Connector and binding follow from where they are.
 */
import {
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  LinkAccess,
  Platform,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub', {
  cluster: new Cluster('ocp-frankfurt', { platform: Platform.OPENSHIFT }),
  namespace: 'network',
  linkAccess: LinkAccess.route({ domain: 'apps.frankfurt.example.com' }),
});
const observability = hub.addNamespace('observability', { podSecurity: 'restricted' });
const jaeger = new JaegerAllInOne(observability, 'jaeger');
const gateway = new CollectorPipeline(observability, 'gateway', { mode: CollectorMode.deployment({ replicas: 2 }) });
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp, { address: 'ingest' });

// The hosts of the routes follow from the domain: the link needs nothing but the Secret.
const edge = new EdgeSite(network, 'edge', { namespace: 'network', links: [SiteLink.secret(hub, { secret: 'edge-client' })] });
const agent = new CollectorPipeline(edge.addNamespace('observability', { podSecurity: 'restricted' }), 'agent', {
  mode: CollectorMode.daemonset(),
});
agent.traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));

network.synth();
