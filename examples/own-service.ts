/**
 * A hub whose two routers share one load balancer with a fixed address: a Service of this program's own in front of them.
 * Skupper knows nothing of it, so its certificate is made for the address here, and edges link by Secret.
 */
import {
  CollectorMode,
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
  linkAccess: LinkAccess.published({
    host: 'hub.example.com',
    service: {
      type: 'LoadBalancer',
      annotations: {
        'external-dns.alpha.kubernetes.io/hostname': 'hub.example.com',
        'metallb.io/loadBalancerIPs': '203.0.113.10',
      },
      sourceRanges: ['198.51.100.0/24'],
    },
  }),
});
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway', { mode: CollectorMode.deployment({ replicas: 2 }) });
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);

const edge = new EdgeSite(network, 'edge', { links: [SiteLink.secret(hub, { secret: 'edge-client' })] });
new CollectorPipeline(edge, 'agent').traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));

// Another way to the same end: Skupper's own load balancer, told by annotations which name to take.
const cloud = new PublicSite(network, 'cloud-hub', {
  linkAccess: LinkAccess.loadBalancer({
    host: 'cloud-hub.example.com',
    annotations: {
      'external-dns.alpha.kubernetes.io/hostname': 'cloud-hub.example.com',
      'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
    },
  }),
});
new EdgeSite(network, 'cloud-edge', { links: [SiteLink.secret(cloud, { secret: 'edge-client' })] });

network.synth();
