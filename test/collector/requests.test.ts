import { describe, expect, it } from 'vitest';

import {
  batchProcessor,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  forwardConnector,
  headersSetterExtension,
  k8sAttributesProcessor,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  SiteLink,
  type Processor,
} from '../../constructs';
import { network } from '../helpers';

const tenant = headersSetterExtension({ headers: [{ key: 'X-Scope-OrgID', action: 'upsert', fromContext: 'x-tenant' }] });
const tempo = otlpHttpExporter({ endpoint: 'https://tempo.example.com', auth: { authenticator: tenant } });
const withHeaders = otlpReceiver({ grpc: { includeMetadata: true }, http: false });

describe('a component that depends on the request', () => {
  it.each([
    ['without a processor', []],
    ['behind a batch for each tenant', [batchProcessor({ metadataKeys: ['X-TENANT'] })]],
  ])('gets its header %s', (_, processors: readonly Processor[]) => {
    const { gateway, requests } = hub();
    gateway
      .traces()
      .receive(withHeaders)
      .process(...processors)
      .export(tempo);
    expect(requests()).toEqual([]);
  });

  it('is reported behind a batch of another pipeline', () => {
    const { gateway, requests } = hub();
    const forward = forwardConnector();
    gateway.traces('in').receive(withHeaders).process(batchProcessor()).export(forward);
    gateway.traces('out').receive(forward).export(tempo);
    expect(requests()).toEqual(['request/lost']);
  });

  it.each([
    ['by attributes', k8sAttributesProcessor({ podAssociation: [{ sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] }] })],
    ['by its connection', k8sAttributesProcessor()],
  ])('identifies pods %s on a receiver that no edge sends to', (_, processor) => {
    const { gateway, requests, expose } = hub();
    gateway
      .traces()
      .receive(otlpReceiver({ name: 'edges', grpc: { port: 14317 }, http: false }))
      .export(debugExporter());
    gateway
      .traces('own')
      .receive(otlpReceiver())
      .process(processor)
      .export(debugExporter({ name: 'own' }));
    expose();
    expect(requests()).toEqual([]);
  });
});

/** A hub with a gateway, and the findings about requests. */
function hub(): { readonly gateway: CollectorPipeline; readonly requests: () => readonly string[]; readonly expose: () => void } {
  const app = network();
  const site = new PublicSite(app, 'hub');
  const gateway = new CollectorPipeline(site, 'gateway');
  const expose = (): void => {
    const [edges] = gateway.traces().receivers;
    const address = site.expose(gateway, edges as ReturnType<typeof otlpReceiver>);
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(site)] });
    new CollectorPipeline(edge, 'agent').traces().receive(otlpReceiver()).export(edge.exporterTo(address));
  };
  const requests = (): readonly string[] =>
    app
      .findings()
      .map(({ rule }) => rule)
      .filter((rule) => rule.startsWith('request/'));
  return { gateway, requests, expose };
}
