/**
 * A hub with two routers behind a Gateway of the Gateway API, with TLS routes of the experimental channel. Skupper's controller
 * makes the Gateway and needs the SKUPPER_GATEWAY_… that `network.json` has under `access.controller`.
 */
import {
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  LinkAccess,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub', {
  ha: true,
  linkAccess: LinkAccess.gateway({ domain: 'links.example.com', className: 'envoy' }),
  router: { size: 'large' },
});
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway');
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);

const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
new CollectorPipeline(edge, 'agent').traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));

network.synth();
