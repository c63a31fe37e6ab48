/**
 * The operators of each cluster, by OLM: on OpenShift from Red Hat's catalogue, with versions that somebody approves, and on a plain
 * cluster from operatorhub.io and, for Skupper v2, which is not there, from an index of one's own.
 */
import {
  Bootstrap,
  CatalogSource,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  LinkAccess,
  OperatorGroup,
  OperatorSource,
  Platform,
  PublicSite,
  SiteLink,
  Subscription,
  TelemetryNetwork,
  existingNamespace,
  otlpReceiver,
  setOutputFile,
} from '../constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub', {
  cluster: new Cluster('ocp-frankfurt', { platform: Platform.OPENSHIFT }),
  namespace: 'network',
  linkAccess: LinkAccess.route({ domain: 'apps.frankfurt.example.com' }),
});
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway');
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);
new Bootstrap(hub, 'bootstrap', { by: OperatorSource.olm({ approval: 'manual' }) });

const edge = new EdgeSite(network, 'edge', { namespace: 'network', links: [SiteLink.token(hub)] });
const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.daemonset() });
agent.traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));

const index = new CatalogSource(edge, 'own-catalog', {
  name: 'platform-catalog',
  namespace: 'olm',
  image: 'registry.example.com/platform/operators:2026.11.1',
  displayName: 'Platform team',
});
const bootstrap = new Bootstrap(edge, 'bootstrap', {
  by: OperatorSource.olm({ subscriptions: { skupper: { catalog: index, package: 'skupper-operator', channel: 'stable-2' } } }),
});
setOutputFile(index, 'bootstrap/edge/10-platform-catalog.yaml');
setOutputFile(bootstrap.findSubscription('openTelemetry'), '30-opentelemetry.yaml');

// Any other operator, for one namespace alone: one that the program does not make, and so does not close to what it does not know.
const monitoring = edge.addNamespace(existingNamespace('monitoring'));
new OperatorGroup(monitoring, 'operators', { targetNamespaces: ['monitoring'] });
new Subscription(monitoring, 'grafana-operator', {
  package: 'grafana-operator',
  channel: 'v5',
  catalog: { name: 'operatorhubio-catalog', namespace: 'olm' },
  config: { resources: { limits: { memory: '256Mi' } } },
});

network.synth();
