import { describe, expect, it } from 'vitest';

import {
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  EnvironmentSource,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  SiteLink,
  type Exporter,
} from '../../constructs';
import { network } from '../helpers';

/** Returns the rules of endpoints that report an exporter of traces. */
function reported(exporter: Exporter<'traces'>): readonly string[] {
  const app = network();
  const environment = { HOST: EnvironmentSource.text('tempo'), PORT: EnvironmentSource.text('4318') };
  const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway', { environment });
  collector.traces().receive(otlpReceiver()).export(exporter);
  return app.findings().flatMap(({ rule }) => (rule.startsWith('endpoint/') ? [rule] : []));
}

const grpc = (endpoint: string): Exporter<'traces'> => otlpGrpcExporter({ name: 'a', endpoint });

describe('a valid endpoint', () => {
  it.each<[string, Exporter<'traces'>]>([
    ['OTLP/gRPC on its port', grpc('tempo.monitoring.svc:4317')],
    ['OTLP/gRPC on another port', grpc('otlp.example.com:443')],
    ['a port from the environment', grpc('${env:HOST}:${env:PORT}')],
    ['a default port in a reference', grpc('${env:BACKEND:-tempo.monitoring.svc:4318}')],
    ['OTLP/HTTP on its port', otlpHttpExporter({ endpoint: 'https://otlp.example.com:4318' })],
    ['OTLP/HTTP without a port', otlpHttpExporter({ endpoint: 'https://otlp.example.com/otlp' })],
    ['OTLP/HTTP of Prometheus', otlpHttpExporter({ endpoint: 'http://prometheus.monitoring.svc:9090/api/v1/otlp' })],
    ['the URL of a signal', otlpHttpExporter({ tracesEndpoint: 'https://otlp.example.com/v1/traces' })],
    [
      'an endpoint that no signal uses',
      otlpHttpExporter({ endpoint: 'https://otlp.example.com/v1/logs', tracesEndpoint: 'https://otlp.example.com/v1/traces' }),
    ],
    ['a path with other words', otlpHttpExporter({ endpoint: 'https://otlp.example.com/v1/traces/shop' })],
  ])('%s is accepted', (_, exporter) => {
    expect(reported(exporter)).toEqual([]);
  });

  it('can be an address with the port of another protocol, if a receiver of the program has it', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const gateway = new CollectorPipeline(hub, 'gateway');
    const otlp = otlpReceiver({ grpc: { port: 4318 }, http: false });
    gateway.traces().receive(otlp).export(debugExporter());
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    const toHub = edge.exporterTo(hub.expose(gateway, otlp));
    new CollectorPipeline(edge, 'agent').traces().receive(otlpReceiver()).export(toHub);
    expect(app.findings().filter(({ rule }) => rule.startsWith('endpoint/'))).toEqual([]);
  });
});

describe('an endpoint that no telemetry reaches', () => {
  it.each<[string, Exporter<'traces'>, string]>([
    ['OTLP/gRPC to Zipkin', grpc('zipkin.monitoring.svc:9411'), 'endpoint/port-of-another-protocol'],
    ['a host from the environment', grpc('${env:HOST}:4318'), 'endpoint/port-of-another-protocol'],
    ['an address of IPv6', grpc('[::1]:4318'), 'endpoint/port-of-another-protocol'],
    [
      'the URL of a signal',
      otlpHttpExporter({ tracesEndpoint: 'https://tempo.example.com:4317/v1/traces' }),
      'endpoint/port-of-another-protocol',
    ],
    ['a path with a slash', otlpHttpExporter({ endpoint: 'https://otlp.example.com/otlp/v1/traces/' }), 'endpoint/signal-path'],
  ])('%s is reported', (_, exporter, rule) => {
    expect(reported(exporter)).toEqual([rule]);
  });
});
