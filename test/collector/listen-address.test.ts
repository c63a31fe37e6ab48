import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EnvironmentSource,
  otlpReceiver,
  PublicSite,
  zipkinReceiver,
  type CollectorPipelineProps,
} from '../../constructs';
import { network } from '../helpers';

/** Returns the messages of a rule for a collector with a receiver at an endpoint. */
function faults(
  endpoint: string,
  props: CollectorPipelineProps = {},
  patch?: JsonPatch,
  rule = 'component/listen-address',
): readonly string[] {
  const app = network();
  const collector = new CollectorPipeline(new PublicSite(app, 'hub', { podSecurity: 'privileged' }), 'gateway', props);
  collector.traces().receive(otlpReceiver(), zipkinReceiver({ endpoint })).export(debugExporter());
  if (patch !== undefined) collector.manifest.addJsonPatch(patch);
  return app.findings().flatMap(({ rule: id, message }) => (id === rule ? [message] : []));
}

const statefulset = { mode: CollectorMode.statefulset() };
const environment = { POD_IP: EnvironmentSource.field('status.podIP') };

describe('an address that a component listens on', () => {
  it.each<[string, CollectorPipelineProps?, JsonPatch?]>([
    ['0.0.0.0:9411'],
    [':9411'],
    ['[::]:9411'],
    ['[::1]:9411'],
    ['127.0.0.1:9411'],
    ['10.1.2.3:9411'],
    ['[fe80::1%eth0]:9411'],
    ['localhost:9411'],
    ['LOCALHOST:9411'],
    ['ip6-localhost:9411'],
    ['${env:POD_IP}:9411', { environment }],
    ['[${env:POD_IP}]:9411', { environment }],
    ['gateway-collector-0:9411', statefulset],
    ['gateway-collector-0.gateway-collector-headless.telemetry.svc:9411', statefulset],
    ['own:9411', {}, JsonPatch.add('/spec/hostAliases', [{ ip: '127.0.0.2', hostnames: ['own'] }])],
    ['node-1:9411', {}, JsonPatch.add('/spec/hostNetwork', true)],
  ])('%s is accepted', (endpoint, props, patch) => {
    expect(faults(endpoint, props, patch)).toEqual([]);
  });

  it.each<[string, CollectorPipelineProps?]>([
    ['jaeger-query:9411'],
    ['gateway-collector.telemetry.svc:9411'],
    ['gateway-collector.telemetry.svc.cluster.local:9411'],
    ['zipkin.example.com:9411'],
    ['gateway-collector-0:9411'],
    ['gateway-collector:9411', statefulset],
    ['gateway-collector-0:9411', { mode: CollectorMode.statefulset({ replicas: 2 }) }],
    ['http://0.0.0.0:9411'],
  ])('%s is reported', (endpoint, props) => {
    expect(faults(endpoint, props)).toHaveLength(1);
  });

  it('is not reported for a receiver that does not run', () => {
    const app = network();
    const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
    collector.traces().receive(otlpReceiver()).export(debugExporter());
    collector.manifest.addJsonPatch(JsonPatch.add('/spec/config/receivers/zipkin', { endpoint: 'zipkin:9411' }));
    expect(app.findings().map(({ rule }) => rule)).toEqual(['pipeline/unused-component']);
  });
});

describe('the port of the own metrics', () => {
  const port = '/spec/config/service/telemetry/metrics/readers/0/pull/exporter/prometheus/port';

  it('is that of the reader, and another component can have 8888', () => {
    const rule = 'component/port-taken';
    expect(faults('0.0.0.0:8888', {}, undefined, rule)).toEqual([
      "zipkin listens on TCP 8888, which the collector's own metrics has already",
    ]);
    expect(faults('0.0.0.0:8888', {}, JsonPatch.replace(port, 18_888), rule)).toEqual([]);
    expect(faults('0.0.0.0:9411', {}, JsonPatch.replace(port, 9411), rule)).toHaveLength(1);
    expect(faults('localhost:0', {}, JsonPatch.replace(port, 0), rule)).toEqual([]);
  });
});
