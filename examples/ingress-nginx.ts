/**
 * A hub behind ingress-nginx, which runs with `--enable-ssl-passthrough`. Skupper's controller needs
 * SKUPPER_ENABLED_ACCESS_TYPES and SKUPPER_INGRESS_DOMAIN, as `network.json` says under `access.controller`.
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
  linkAccess: LinkAccess.ingressNginx({
    domain: 'links.example.com',
    annotations: { 'external-dns.alpha.kubernetes.io/ttl': '60' },
  }),
});
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway');
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);

const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
new CollectorPipeline(edge, 'agent').traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));

network.synth();
