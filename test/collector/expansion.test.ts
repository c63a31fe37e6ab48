import { describe, expect, it } from 'vitest';

import {
  CollectorPipeline,
  debugExporter,
  EnvironmentSource,
  literal,
  metricsTransformProcessor,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  transformProcessor,
} from '../../constructs';
import { Expansion } from '../../constructs/collector/config/expansion';
import { network } from '../helpers';

describe('a text is read as the collector reads it', () => {
  // Each was given to `validate` of the real collector 0.158.0.
  it.each<[text: string, read: string, variables: readonly (string | undefined)[]]>([
    ['${NAME}', '…', ['NAME']],
    ['a ${env:NAME} b', 'a … b', ['NAME']],
    ['${env:NAME:-tempo:4317}', '…', ['NAME']],
    ['${env:${WHICH}}', '…', ['WHICH', undefined]],
    ['${file:/etc/name}', '…', [undefined]],
    ['$${NAME}', '${NAME}', []],
    ['$$${NAME}', '$…', ['NAME']],
    ['$${1} ${env:NAME}', '${1} ${env:NAME}', []],
    ['pa$$word', 'pa$word', []],
    ['$1 ${', '$1 ${', []],
    ['{"a":"}"} ${NAME}', '{"a":"}"} …', ['NAME']],
  ])('%s', (text, read, variables) => {
    const expansion = new Expansion(text);
    expect(expansion.with('…')).toBe(read);
    expect(expansion.references.map(({ variable }) => variable)).toEqual(variables);
    expect(expansion.references.map(({ fault }) => fault)).toEqual(variables.map(() => undefined));
  });

  it.each(['${1}', '${}', '${ NAME }', '${NAME:-default}', '${x:y}', '${unknown:NAME}', '${env:A$B}'])('refuses %s', (text) => {
    expect(new Expansion(text).references.map(({ fault }) => fault)).not.toContain(undefined);
  });

  it.each(['$5', '${1}', 'a$$b${c}', '$'])('reads the literal text %s as it is', (text) => {
    const expansion = new Expansion(literal(text));
    expect([expansion.references, expansion.ignored, expansion.with('')]).toEqual([[], [], text]);
  });
});

describe('endpoints from the environment', () => {
  const variables = ['BACKEND', 'POD_IP', 'RELEASE', 'HOST', 'PORT'];
  const environment = Object.fromEntries(variables.map((name) => [name, EnvironmentSource.configMap('backend', name)]));

  it.each([
    '${BACKEND}',
    '[${env:POD_IP}]:4317',
    '${env:RELEASE}-gateway:4317',
    '${env:HOST}:${env:PORT}',
    '${env:HOST}${env:PORT}',
    '${env:BACKEND:-tempo.monitoring.svc:4317}',
    'dns:///${env:HOST}:4317',
    'dns://10.0.0.10/tempo.monitoring.svc:4317',
    'passthrough:///tempo.monitoring.svc:4317',
  ])('%s is one for gRPC', (endpoint) => {
    expect(findingsWith(otlpGrpcExporter({ endpoint, tls: { insecure: true } }))).toEqual([]);
  });

  it.each(['${BACKEND}', 'https://${env:HOST}:4318', '${env:BACKEND}/otlp', '${env:HOST}://tempo.monitoring.svc:4318'])(
    '%s is one for HTTP',
    (endpoint) => {
      expect(findingsWith(otlpHttpExporter({ endpoint }))).toEqual([]);
    },
  );

  it.each(['http://${env:HOST}:4317', '${env:HOST}:4317/otlp', '"${BACKEND}"'])('%s is none for gRPC', (endpoint) => {
    expect(() => otlpGrpcExporter({ endpoint })).toThrow('a gRPC endpoint has to be host:port');
  });

  function findingsWith(exporter: ReturnType<typeof otlpGrpcExporter | typeof otlpHttpExporter>): readonly string[] {
    const app = network();
    const gateway = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway', { environment });
    gateway.traces().receive(otlpReceiver()).export(exporter);
    return app.findings().map(({ rule, message }) => `${rule}: ${message}`);
  }
});

describe('escaped texts', () => {
  it('pass as options and statements', () => {
    const app = network();
    const gateway = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
    const otlp = otlpReceiver();
    const renamed = metricsTransformProcessor({
      transforms: [{ include: '^system\\.(.*)$', matchType: 'regexp', action: 'update', newName: literal('host.${1}') }],
    });
    gateway.metrics().receive(otlp).process(renamed).export(debugExporter());
    const statement = 'replace_pattern(span.name, "/user/(.*)", "/user/$${1}")';
    gateway
      .traces()
      .receive(otlp)
      .process(transformProcessor({ traceStatements: [statement] }))
      .export(debugExporter());
    expect(app.findings()).toEqual([]);
    expect(JSON.stringify(gateway.manifest.toJson())).toContain('host.$${1}');
  });
});
