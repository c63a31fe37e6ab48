/**
 * A hub on OpenShift with two routers and traces on disk, in namespaces that somebody else makes. The edge links by a client
 * certificate that a secret store puts there; a trace generator speaks OTLP to a collector of its site.
 */
import { Duration, Size } from 'cdk8s';

import {
  Cluster,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  JaegerStorage,
  Platform,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  TraceGenerator,
  existingNamespace,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork();

const openshift = new Cluster('headquarters', { platform: Platform.OPENSHIFT });
const hub = new PublicSite(network, 'hq', { cluster: openshift, namespace: existingNamespace('observability'), ha: true });
const jaeger = new JaegerAllInOne(hub, 'jaeger', {
  storage: JaegerStorage.badger({ size: Size.gibibytes(50), retention: Duration.days(14) }),
  resources: { millicores: 500, memory: Size.gibibytes(4) },
});
const gateway = new CollectorPipeline(hub, 'gateway');
const otlp = otlpReceiver({ http: false });
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);

const edge = new EdgeSite(network, 'plant', {
  cluster: new Cluster('plant-berlin'),
  namespace: existingNamespace('observability'),
  links: [
    SiteLink.secret(hub, {
      secret: 'plant-client',
      // Routes on OpenShift have a host each; their port is the hub's to know.
      host: {
        interRouter: 'skupper-router-inter-router-observability.apps.example.com',
        edge: 'skupper-router-edge-observability.apps.example.com',
      },
    }),
  ],
});
const collector = new CollectorPipeline(edge, 'collector');
collector
  .traces()
  .receive(otlpReceiver())
  .export(edge.exporterTo(ingest, { queueSize: Size.mebibytes(128) }));
new TraceGenerator(edge, 'probe', { sendTo: collector, rate: 5 });

network.synth();
