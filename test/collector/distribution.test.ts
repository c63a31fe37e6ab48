import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  ArgumentError,
  CollectorDistribution,
  CollectorPipeline,
  customConnector,
  customExporter,
  customExtension,
  customProcessor,
  customReceiver,
  debugExporter,
  healthcheckv2Extension,
  k8sAttributesProcessor,
  k8sLeaderElectorExtension,
  otlpGrpcExporter,
  otlpReceiver,
  secretValue,
  zipkinExporter,
} from '../../constructs';
import { at, gateway, hub, networkOf, objectOf, rulesOf, specOf } from '../helpers';

const { K8S, CORE, CONTRIB, OTLP } = CollectorDistribution;

describe('a released distribution', () => {
  it.each<[string, CollectorDistribution | undefined]>([
    [K8S.image, K8S],
    [CORE.image, CORE],
    [CONTRIB.image, CONTRIB],
    [OTLP.image, OTLP],
    ['opentelemetry-collector-contrib', CONTRIB],
    ['otel/opentelemetry-collector-contrib:latest', CONTRIB],
    ['localhost:5000/mirror/opentelemetry-collector:0.158.0', CORE],
    ['registry.example.com:443/a/b/opentelemetry-collector-k8s@sha256:0123', K8S],
    ['mirror/opentelemetry-collector-otlp:0.158.0@sha256:0123', OTLP],
    ['registry.example.com/opentelemetry-collector-contrib/own:1', undefined],
    ['registry.example.com/opentelemetry-collector-own:1', undefined],
    ['otelcol', undefined],
  ])('is found by the name of its image, at any registry, tag and digest: %s', (image, distribution) => {
    expect(CollectorDistribution.tryFindByImage(image)).toBe(distribution);
  });

  it('holds what upstream put into it, under the name of today and the deprecated one', () => {
    expect(K8S.holds('receivers', 'file_log')).toBe(true);
    expect(K8S.holds('receivers', 'filelog')).toBe(true);
    expect(K8S.holds('exporters', 'zipkin')).toBe(false);
    expect(CONTRIB.holds('exporters', 'zipkin')).toBe(true);
    expect(CORE.holds('extensions', 'file_storage')).toBe(false);
    expect(OTLP.holds('processors', 'memory_limiter')).toBe(false);
    expect(CONTRIB.holds('receivers', 'zipkin')).toBe(true);
    expect(CONTRIB.holds('connectors', 'zipkin')).toBe(false);
    expect(CONTRIB.holds('receivers', 'unheard_of')).toBe(false);
  });

  it('is that of the image of a collector; what another image holds is not known', () => {
    const found = (image: string): readonly string[] => {
      const collector = gateway({ image });
      collector.traces().export(zipkinExporter({ endpoint: 'http://zipkin.obs.svc:9411/api/v2/spans', name: 'own' }));
      return rulesOf(networkOf(collector).findings());
    };
    expect(found('mirror.example.com/opentelemetry-collector:0.158.0')).toEqual([]);
    expect(found('mirror.example.com/opentelemetry-collector-k8s:0.158.0')).toEqual(['component/not-in-image hub/gateway/Resource']);
    expect(found('mirror.example.com/own:1')).toEqual([]);
  });

  it('gives a collector its image, unless the program names another for the same binary', () => {
    expect(specOf(gateway({ distribution: CORE }))).toMatchObject({ image: CORE.image });
    expect(specOf(gateway({ distribution: CONTRIB, image: 'mirror.example.com/own:1' }))).toMatchObject({
      image: 'mirror.example.com/own:1',
    });
  });

  it('without processors and a health check gets neither', () => {
    const collector = new CollectorPipeline(hub(), 'relay', { distribution: OTLP });
    collector
      .traces()
      .receive(otlpReceiver())
      .export(otlpGrpcExporter({ endpoint: 'tempo:4317', insecure: true }));
    expect(at(specOf(collector), 'config')).toMatchObject({
      processors: {},
      extensions: {},
      service: { extensions: [], pipelines: { traces: { processors: [] } } },
    });
  });
});

describe('a distribution of your own', () => {
  it('holds what it says and nothing else, and it is not known what it holds if it says nothing', () => {
    const components = { receivers: ['otlp'], exporters: ['own'] };
    const own = CollectorDistribution.custom({ image: 'own:1', components });
    expect([own.holds('receivers', 'otlp'), own.holds('receivers', 'own'), own.holds('processors', 'batch')]).toEqual([true, false, false]);
    expect(CollectorDistribution.custom({ image: 'own:1' }).holds('receivers', 'otlp')).toBeUndefined();
  });

  it('is asked, and not the catalogue, for what the image has', () => {
    const components = {
      receivers: ['otlp', 'zipkin'],
      processors: ['memory_limiter'],
      exporters: ['debug'],
      extensions: ['health_check'],
    };
    const collector = gateway({ distribution: CollectorDistribution.custom({ image: 'own:1', components }) });
    expect(specOf(collector)).toMatchObject({ image: 'own:1' });
    collector.traces().process(k8sAttributesProcessor());
    expect(rulesOf(networkOf(collector).findings())).toEqual(['component/not-in-image hub/gateway/Resource']);
  });

  it('of unknown content is asked for nothing', () => {
    const collector = gateway({ distribution: CollectorDistribution.custom({ image: 'own:1' }) });
    collector.traces().export(zipkinExporter({ endpoint: 'http://zipkin.obs.svc:9411/api/v2/spans' }));
    expect(at(specOf(collector), 'config')).toMatchObject({ processors: { memory_limiter: {} }, extensions: { health_check: {} } });
  });

  it('answers probes by the extension it says', () => {
    const health = () => healthcheckv2Extension({ http: { status: { enabled: true, path: '/up' } } });
    const collector = gateway({ distribution: CollectorDistribution.custom({ image: 'own:1', health }) });
    expect(at(specOf(collector), 'config.service.extensions')).toEqual(['healthcheckv2']);
    expect(at(specOf(collector), 'config.extensions.healthcheckv2')).toMatchObject({
      use_v2: true,
      http: { endpoint: '0.0.0.0:13134', status: { enabled: true, path: '/up' } },
    });
  });
});

describe('a component outside the catalogue', () => {
  it('passes, of every kind, with the names that it was given', () => {
    const collector = gateway();
    const storage = customExtension('own_storage', { settings: { maxSize: Size.kibibytes(4) } });
    const split = customConnector('own_split', { takes: ['traces'], gives: ['logs'], settings: { to: collector.logs('own') } });
    collector
      .traces()
      .receive(customReceiver('own', { name: 'a', signals: ['traces'], settings: { pollEvery: Duration.seconds(90), storage } }))
      .process(customProcessor('own', { signals: ['traces'] }))
      .export(customExporter('own', { signals: ['traces'], settings: { token: secretValue('own', 'token'), nothing: undefined } }), split);
    collector.logs('own').receive(split).export(debugExporter());
    const spec = specOf(collector);
    expect(at(spec, 'config')).toMatchObject({
      receivers: { 'own/a': { pollEvery: '1m30s', storage: 'own_storage' } },
      processors: { own: {} },
      connectors: { own_split: { to: 'logs/own' } },
      extensions: { own_storage: { maxSize: 4096 } },
      service: { extensions: ['health_check', 'own_storage'] },
    });
    expect(at(spec, 'config.exporters.own')).toEqual({ token: '${env:OWN__TOKEN}' });
  });

  it('brings its ports, volumes and access, and that of extensions it refers to', () => {
    const collector = gateway();
    const elector = k8sLeaderElectorExtension({ leaseName: 'own', leaseNamespace: 'telemetry' });
    const own = customReceiver('own', {
      signals: ['traces'],
      ports: [{ name: 'own', port: 9999, transport: 'UDP' }],
      volumes: [{ name: 'own', mountPath: '/own', source: { emptyDir: {} } }],
      access: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
      settings: { elector },
    });
    collector.traces().receive(own);
    expect(specOf(collector)).toMatchObject({
      networkPolicy: { enabled: false },
      volumeMounts: [{ name: 'own', mountPath: '/own' }],
      volumes: [{ name: 'own', emptyDir: {} }],
    });
    expect(objectOf(networkOf(collector), 'ClusterRole')).toMatchObject({
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
    });
    expect(objectOf(networkOf(collector), 'Role')).toMatchObject({
      metadata: { namespace: 'telemetry' },
      rules: [{ resources: ['leases'] }, { resources: ['leases'] }],
    });
  });

  it('is checked like any other for what is known of it', () => {
    const collector = gateway();
    collector.traces().receive(customReceiver('own', { signals: ['traces'], ports: [{ name: 'own', port: 4317, transport: 'TCP' }] }));
    expect(rulesOf(networkOf(collector).findings())).toEqual(['component/port-taken hub/gateway/Resource']);
  });

  it.each<[string, readonly string[]]>([
    [K8S.image, ['component/removed hub/gateway/Resource']],
    ['mirror/opentelemetry-collector-contrib:0.158.0', ['component/removed hub/gateway/Resource']],
    ['mirror/opentelemetry-collector-contrib:0.158.0@sha256:0123', ['component/removed hub/gateway/Resource']],
    ['mirror/opentelemetry-collector-contrib:0.95.0', ['image/version hub/gateway/Resource']],
    ['mirror/opentelemetry-collector-contrib@sha256:0123', []],
    ['registry.example.com/own:0.158.0', []],
  ])('is reported in the image %s if upstream removed it and the image is a released one', (image, rules) => {
    const collector = gateway({ image });
    collector.traces().receive(customReceiver('opencensus', { signals: ['traces'] }));
    expect(rulesOf(networkOf(collector).findings())).toEqual(rules);
  });

  it.each(['two words', 'own/name', '', '1st'])('refuses the type %o', (type) => {
    for (const make of [customReceiver, customProcessor, customExporter])
      expect(() => make(type, { signals: ['logs'] })).toThrow(ArgumentError);
    expect(() => customConnector(type, { takes: ['logs'], gives: ['logs'] })).toThrow(ArgumentError);
    expect(() => customExtension(type)).toThrow(ArgumentError);
  });
});

describe('the image of a collector that names none', () => {
  const imageOf = (change: (collector: CollectorPipeline) => unknown): unknown => {
    const collector = gateway();
    change(collector);
    expect(networkOf(collector).findings()).toEqual([]);
    return at(specOf(collector), 'image');
  };
  const zipkin = zipkinExporter({ endpoint: 'http://zipkin.obs.svc:9411/api/v2/spans' });
  const own = customExporter('own', { signals: ['traces'] });

  it.each<[string, string, (collector: CollectorPipeline) => unknown]>([
    ['that for Kubernetes', K8S.image, () => undefined],
    ['the one that has its components', CONTRIB.image, (collector) => collector.traces().export(zipkin)],
    ['that for Kubernetes, whatever custom components it has', K8S.image, (collector) => collector.traces().export(own)],
    ['the one that has all others', CONTRIB.image, (collector) => collector.traces().export(own, zipkin)],
  ])('is %s', (_, image, change) => {
    expect(imageOf(change)).toBe(image);
  });

  it('does not change under one that is named, where the component is found to be missing', () => {
    const collector = gateway({ distribution: K8S });
    collector.traces().export(zipkin);
    const [{ rule, fix } = expect.fail()] = networkOf(collector).findings();
    expect({ rule, fix }).toEqual({ rule: 'component/not-in-image', fix: expect.stringContaining(CONTRIB.image) as unknown });
  });
});
