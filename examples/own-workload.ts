/**
 * More than telemetry over the same network: a database of the hub is a Service in the edge, and an application of the edge is
 * reached from the hub. Both are workloads of cdk8s-plus, and one of them has its sidecar.
 */
import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  PublicSite,
  ServiceTarget,
  SiteLink,
  TelemetryNetwork,
  injectSidecar,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub');
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway');
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);
// What this program does not make: by its labels, in a namespace of its own, or by a host.
const database = hub.expose(ServiceTarget.pods({ 'app.kubernetes.io/name': 'postgresql' }, 'orders'), { address: 'orders-db', port: 5432 });
const registry = hub.expose(ServiceTarget.host('registry.corp.example.com'), { address: 'registry', port: 443 });

const shop = new EdgeSite(network, 'shop', { links: [SiteLink.token(hub)] });
const sidecar = new CollectorPipeline(shop, 'sidecar', { mode: CollectorMode.sidecar() });
sidecar.traces().receive(otlp).export(shop.exporterTo(ingest));
const orders = shop.listenTo(database);
const till = new kplus.Deployment(shop, 'till', {
  replicas: 1,
  securityContext: { ensureNonRoot: true, user: 10_001 },
  containers: [
    {
      image: 'registry.example.com/till:4.2.0',
      portNumber: 8080,
      securityContext: { user: 10_001 },
      envVariables: { DATABASE: kplus.EnvValue.fromValue(orders.endpoint) },
    },
  ],
});
// What PodSecurity `restricted` asks for beyond that, which the namespace warns about.
ApiObject.of(till).addJsonPatch(
  JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
  JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
);
injectSidecar(till, sidecar);
shop.listenTo(registry);

// The other way round: the workload by its pods, its Service by its name.
hub.listenTo(shop.expose(till, { address: 'till' }));
hub.listenTo(
  shop.expose(till.exposeViaService({ name: 'till-service', ports: [{ port: 80, targetPort: 8080 }] }), { address: 'till-by-service' }),
);

network.synth();
