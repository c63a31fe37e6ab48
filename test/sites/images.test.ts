import { describe, expect, it } from 'vitest';

import {
  CollectorDistribution,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  fileStorageExtension,
  JaegerAllInOne,
  otlpGrpcExporter,
  otlpReceiver,
  TelemetryNetwork,
  TraceGenerator,
  TraceProtocol,
  type ImageOptions,
  type Topology,
} from '../../constructs';
import { IMAGES } from '../../constructs/images';
import { at, network, objectOf, readTree, rulesOf } from '../helpers';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const MIRRORS = {
  'ghcr.io': 'harbor.example.com/ghcr',
  'docker.io': 'harbor.example.com:8443/hub',
  'quay.example.com:5000': 'localhost:5000',
};

/** A network with everything that has an image. */
function build(images?: ImageOptions, image?: string): TelemetryNetwork {
  const app = network({ images });
  const edge = new EdgeSite(app, 'edge');
  new JaegerAllInOne(edge, 'jaeger');
  const gateway = new CollectorPipeline(edge, 'gateway', { image });
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent.traces().receive(otlpReceiver()).export(debugExporter());
  new TraceGenerator(edge, 'app', { sendTo: agent, protocol: TraceProtocol.OTLP });
  return app;
}

function imagesOf(app: TelemetryNetwork): readonly unknown[] {
  return [
    at(objectOf(app, 'OpenTelemetryCollector', 'gateway'), 'spec.image'),
    at(objectOf(app, 'OpenTelemetryCollector', 'agent'), 'spec.image'),
    at(objectOf(app, 'OpenTelemetryCollector', 'jaeger'), 'spec.image'),
    at(objectOf(app, 'Deployment', 'app'), 'spec.template.spec.containers.0.image'),
  ];
}

describe('images', () => {
  it('come from where they are published, by their tags', () => {
    expect(imagesOf(build())).toEqual([IMAGES.collector, IMAGES.collector, IMAGES.jaeger, IMAGES.telemetrygen]);
  });

  it('come from mirrors, those of Docker Hub too', () => {
    expect(imagesOf(build({ mirrors: MIRRORS }))).toEqual([
      IMAGES.collector.replace('ghcr.io/', 'harbor.example.com/ghcr/'),
      IMAGES.collector.replace('ghcr.io/', 'harbor.example.com/ghcr/'),
      `harbor.example.com:8443/hub/${IMAGES.jaeger}`,
      IMAGES.telemetrygen.replace('ghcr.io/', 'harbor.example.com/ghcr/'),
    ]);
  });

  it('are pinned by digests behind their tags, at a mirror too', () => {
    const digests = { [IMAGES.collector]: DIGEST, [IMAGES.jaeger]: DIGEST };
    expect(imagesOf(build({ digests })).slice(1, 3)).toEqual([`${IMAGES.collector}@${DIGEST}`, `${IMAGES.jaeger}@${DIGEST}`]);
    expect(imagesOf(build({ digests, mirrors: MIRRORS }))[2]).toBe(`harbor.example.com:8443/hub/${IMAGES.jaeger}@${DIGEST}`);
  });

  it.each([
    ['ghcr.io/acme/collector:1', 'harbor.example.com/ghcr/acme/collector:1'],
    ['acme/collector', 'harbor.example.com:8443/hub/acme/collector'],
    ['collector:1', 'harbor.example.com:8443/hub/library/collector:1'],
    ['quay.example.com:5000/a/b@sha256:1', 'localhost:5000/a/b@sha256:1'],
    ['quay.example.com/a/b', 'quay.example.com/a/b'],
    ['harbor.example.com/ghcr/a/b', 'harbor.example.com/ghcr/a/b'],
  ])('that a program gives come from mirrors: %s as %s', (image, pulled) => {
    expect(imagesOf(build({ mirrors: MIRRORS }, image))[0]).toBe(pulled);
  });

  it('are known for what they hold wherever they come from', () => {
    const app = network({ images: { mirrors: MIRRORS, digests: { [IMAGES.collectorCore]: DIGEST } } });
    const gateway = new CollectorPipeline(new EdgeSite(app, 'edge'), 'gateway', { image: CollectorDistribution.CORE.image });
    const exporter = otlpGrpcExporter({ endpoint: 'tempo.obs.svc:4317', sendingQueue: { storage: fileStorageExtension() } });
    gateway.traces().receive(otlpReceiver()).export(exporter);
    expect(rulesOf(app.findings())).toEqual(['component/not-in-image edge/gateway/Resource']);
    const pulled = `${IMAGES.collectorCore.replace('ghcr.io', 'harbor.example.com/ghcr')}@${DIGEST}`;
    expect(CollectorDistribution.tryFindByImage(pulled)).toBe(CollectorDistribution.CORE);
  });

  it('are listed for each site, as they are pulled', () => {
    const app = build({ mirrors: { 'ghcr.io': 'harbor.example.com' }, digests: { [IMAGES.jaeger]: DIGEST } });
    app.synth();
    const { sites } = JSON.parse(readTree(app.outdir)['network.json'] ?? '') as Topology;
    expect(sites.map(({ images }) => images)).toEqual([
      [
        IMAGES.telemetrygen.replace('ghcr.io', 'harbor.example.com'),
        IMAGES.collector.replace('ghcr.io', 'harbor.example.com'),
        `${IMAGES.jaeger}@${DIGEST}`,
      ],
    ]);
  });

  it.each<[string, ImageOptions, string]>([
    ['a mirror without a host', { mirrors: { 'ghcr.io': 'harbor/ghcr' } }, 'images.mirrors.ghcr.io'],
    ['a mirror with a scheme', { mirrors: { 'ghcr.io': 'https://harbor.example.com' } }, 'images.mirrors.ghcr.io'],
    ['a mirror with a last slash', { mirrors: { 'ghcr.io': 'harbor.example.com/' } }, 'images.mirrors.ghcr.io'],
    ['a mirror of nothing', { mirrors: { '': 'harbor.example.com' } }, 'images.mirrors.'],
    ['a mirror of a repository', { mirrors: { 'ghcr.io/acme': 'harbor.example.com' } }, 'images.mirrors.ghcr.io/acme'],
    ['a digest that is none', { digests: { [IMAGES.jaeger]: 'sha256:1' } }, IMAGES.jaeger],
    ['a digest of an image that is not known', { digests: { 'acme/collector:1': DIGEST } }, 'names no such image'],
  ])('are not to be had by %s', (_, images, words) => {
    expect(() => new TelemetryNetwork({ images })).toThrow(words);
  });
});
