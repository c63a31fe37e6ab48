// What depends on who is connected, on a hub: pods by the connection of the router, a tenant that the receiver or a batch drops.
// finding: request/from-router hub/gateway/Resource
// finding: request/metadata-missing hub/gateway/Resource
// finding: request/lost hub/gateway/Resource
// finding: request/lost hub/gateway/Resource
// finding: request/lost hub/sampler/Resource
// finding: queue/batch-before-persistent hub/gateway/Resource
// finding: queue/held-in-memory hub/gateway/Resource
// finding: queue/held-in-memory hub/gateway/Resource
// says: k8s_attributes reads the address of the connection, and all connections of otlp come from the Skupper router
// says: otlp_http/tempo.example.com reads the header x-tenant, and the receiver otlp does not keep headers
// says: batch drops the request before otlp_http/tempo.example.com reads the header x-tenant
// says: the sending queue of otlp_http/loki.example.com drops the request before otlp_http/loki.example.com reads the header x-tenant
// says: tail_sampling drops the request before attributes reads the address of the connection
import {
  attributesProcessor,
  batchProcessor,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  headersSetterExtension,
  k8sAttributesProcessor,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  SiteLink,
  tailSamplingProcessor,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  const authenticator = headersSetterExtension({ headers: [{ key: 'X-Scope-OrgID', action: 'upsert', fromContext: 'x-tenant' }] });
  gateway
    .traces()
    .receive(otlp)
    .process(batchProcessor())
    .export(otlpHttpExporter({ endpoint: 'https://tempo.example.com', auth: { authenticator } }));
  gateway.metrics().receive(otlp).process(k8sAttributesProcessor()).export(debugExporter());
  const kept = otlpReceiver({ name: 'kept', grpc: { port: 14317, includeMetadata: true }, http: false });
  const loki = otlpHttpExporter({
    endpoint: 'https://loki.example.com',
    auth: { authenticator },
    queue: 'disk',
  });
  gateway
    .logs()
    .receive(kept)
    .process(batchProcessor({ name: 'tenants', metadataKeys: ['X-Tenant'] }))
    .export(loki);
  const sampler = new CollectorPipeline(hub, 'sampler');
  const whole = tailSamplingProcessor({ policies: [{ name: 'all', type: 'always_sample' }] });
  const address = attributesProcessor({ actions: [{ key: 'client', action: 'insert', fromContext: 'client.address' }] });
  sampler.traces().receive(otlpReceiver()).process(whole, address).export(debugExporter());
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  new CollectorPipeline(edge, 'agent')
    .traces()
    .receive(otlpReceiver())
    .export(edge.exporterTo(hub.expose(gateway, otlp)));
}
