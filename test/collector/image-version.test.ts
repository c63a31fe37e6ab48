import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import { CollectorDistribution, otlpGrpcExporter } from '../../constructs';
import { ImageVersion, readImage } from '../../constructs/collector/images/image-reference';
import { RENAMED_IN } from '../../constructs/collector/images/renamed-types';
import { CATALOGUE } from '../../imports/otelcol/catalogue';
import { VERSIONS } from '../../imports/versions';
import { gateway, networkOf } from '../helpers';

const NAME = 'opentelemetry-collector-contrib';

/** Rules with findings about a collector with an image. */
function foundIn(image: string): readonly string[] {
  return networkOf(gateway({ image }))
    .findings()
    .map(({ rule }) => rule);
}

describe('the reference of an image', () => {
  it.each([
    ['otel/a:1.2', { name: 'a', tag: '1.2', hasDigest: false }],
    ['localhost:5000/b/a', { name: 'a', tag: undefined, hasDigest: false }],
    ['localhost:5000/a:1@sha256:01', { name: 'a', tag: '1', hasDigest: true }],
    ['a@sha256:01', { name: 'a', tag: undefined, hasDigest: true }],
  ])('is read: %s', (image, parts) => {
    expect(readImage(image)).toEqual(parts);
  });

  it.each([
    ['0.104.0', '0.104.0'],
    ['v0.104.0', '0.104.0'],
    ['0.104.0-amd64', '0.104.0'],
    ['0.104', '0.104'],
    ['latest', undefined],
    ['2026.11.23', undefined],
    ['0.104.0.1', undefined],
    ['0.104rc', undefined],
    [undefined, undefined],
  ])('has the version of its tag: %s', (tag, version) => {
    expect(ImageVersion.tryRead(tag)?.text).toBe(version);
  });
});

describe('image/version', () => {
  it.each([
    `otel/${NAME}:0.104.0`,
    `otel/${NAME}:v0.165.1`,
    `registry.example.com:5000/a/${NAME}:0.157.0-amd64@sha256:0123`,
    `otel/${NAME}`,
    `otel/${NAME}:latest`,
  ])('reports %s', (image) => {
    expect(foundIn(image)).toEqual(['image/version']);
  });

  it.each([
    `otel/${NAME}:${VERSIONS.collector}`,
    `otel/${NAME}:v0.158.1`,
    `otel/${NAME}@sha256:0123`,
    `otel/${NAME}:latest@sha256:0123`,
    `otel/${NAME}:stable`,
    'registry.example.com/own-collector:0.104.0',
  ])('reports nothing about %s', (image) => {
    expect(foundIn(image)).toEqual([]);
  });

  it('reports nothing about a custom distribution, whatever its name is', () => {
    const distribution = CollectorDistribution.custom({ image: `registry.example.com/${NAME}:1.0.0` });
    expect(networkOf(gateway({ distribution })).findings()).toEqual([]);
  });
});

describe('a renamed component', () => {
  it('is in the table, each one of the catalogue', () => {
    const renamed = Object.entries(CATALOGUE).map(([part, types]) => [
      part,
      Object.keys(types).filter((type) => types[type]?.alias !== undefined),
    ]);
    const known = Object.entries(RENAMED_IN).map(([part, types]) => [part, Object.keys(types)]);
    expect(known).toEqual(renamed);
  });

  const found = (image: string, type: string): readonly string[] => {
    const collector = gateway({ image });
    collector.traces().export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', name: 'tempo' }));
    const section = '/spec/config/exporters';
    collector.manifest.addJsonPatch(
      JsonPatch.move(`${section}/otlp_grpc~1tempo`, `${section}/${type}~1tempo`),
      JsonPatch.replace('/spec/config/service/pipelines/traces/exporters', [`${type}/tempo`]),
    );
    return networkOf(collector)
      .findings()
      .map(({ rule }) => rule)
      .sort();
  };

  it.each([
    ['0.143.1', 'otlp', ['image/version']],
    ['0.143.1', 'otlp_grpc', ['component/not-in-image', 'image/version']],
    ['0.144.0', 'otlp', ['component/deprecated-type', 'image/version']],
    ['0.144.0', 'otlp_grpc', ['image/version']],
    [VERSIONS.collector, 'otlp', ['component/deprecated-type']],
    [VERSIONS.collector, 'otlp_grpc', []],
    ['latest', 'otlp', ['component/deprecated-type', 'image/version']],
  ])('has in %s the name %s or not', (version, type, rules) => {
    expect(found(`otel/${NAME}:${version}`, type)).toEqual(rules);
  });
});

describe('an image of another version', () => {
  const foundWith = (image: string, exporter: Record<string, object>): readonly string[] => {
    const collector = gateway({ image });
    const [[id, config] = expect.fail('no exporter')] = Object.entries(exporter);
    collector.manifest.addJsonPatch(
      JsonPatch.add(`/spec/config/exporters/${id}`, config),
      JsonPatch.add('/spec/config/service/pipelines/traces/exporters/-', id),
    );
    return networkOf(collector)
      .findings()
      .map(({ rule }) => rule)
      .sort();
  };

  it.each([
    [
      'a later one may have more components',
      'otel/opentelemetry-collector:0.165.0',
      { load_balancing: { protocol: { otlp: {} }, resolver: { static: { hostnames: ['a.example.com:4317'] } } } },
      ['image/version'],
    ],
    ['a removed one may be in an older image', 'otel/opentelemetry-collector-contrib:0.104.0', { logging: {} }, ['image/version']],
    [
      'a removed one is not in a later image',
      'otel/opentelemetry-collector-contrib:0.165.0',
      { logging: {} },
      ['component/removed', 'image/version'],
    ],
  ])('is judged by what is known: %s', (_, image, exporter, rules) => {
    expect(foundWith(image, exporter).filter((rule) => rule.startsWith('image/') || rule.startsWith('component/'))).toEqual(rules);
  });
});
