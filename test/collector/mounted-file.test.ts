import { JsonPatch } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  ArgumentError,
  basicauthExtension,
  bearertokenauthExtension,
  CollectorMode,
  CollectorPipeline,
  configMapFile,
  customExporter,
  injectSidecar,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  prometheusReceiver,
  PublicSite,
  SamplingPolicy,
  secretFile,
  type CollectorPipelineProps,
  type MountedFile,
} from '../../constructs';
import { at, gateway, network, networkOf, objectOf, rulesOf, specOf } from '../helpers';

const secretVolume = (name: string, secretName = name): unknown => ({ name: `otelcol-secret-${name}`, secret: { secretName } });
const secretMount = (name: string, secret = name): unknown => ({
  name: `otelcol-secret-${name}`,
  mountPath: `/mnt/secrets/${secret}`,
  readOnly: true,
});

/** Returns a collector with an exporter that trusts a certificate. */
function trusting(caFile: MountedFile, props: CollectorPipelineProps = {}): CollectorPipeline {
  const collector = gateway(props);
  collector.traces().export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', tls: { caFile } }));
  return collector;
}

describe('a file of a Secret', () => {
  it('is the path of the file, and its Secret is mounted read-only', () => {
    const collector = trusting(secretFile('ca', 'ca.crt'));
    expect(specOf(collector)).toMatchObject({
      config: { exporters: { 'otlp_grpc/tempo.example.com': { tls: { ca_file: '/mnt/secrets/ca/ca.crt' } } } },
      volumes: [secretVolume('ca')],
      volumeMounts: [secretMount('ca')],
    });
    expect(networkOf(collector).findings()).toEqual([]);
  });

  it('shares the volume with other files of its Secret, in any component', () => {
    const collector = gateway();
    const tls = { certFile: secretFile('tls', 'tls.crt'), keyFile: secretFile('tls', 'tls.key') };
    const authenticator = bearertokenauthExtension({ filename: secretFile('tls', 'token') });
    collector
      .traces()
      .receive(otlpReceiver({ name: 'closed', grpc: { port: 5317, tls }, http: false }))
      .export(otlpHttpExporter({ endpoint: 'https://otlp.example.com', auth: { authenticator } }));
    expect(specOf(collector)).toMatchObject({ volumes: [secretVolume('tls')], volumeMounts: [secretMount('tls')] });
    expect(networkOf(collector).findings()).toEqual([]);
  });

  it('works in lists, open settings, custom components and extensions that options refer to', () => {
    const collector = gateway();
    const job = {
      job_name: 'shop',
      authorization: { credentials_file: secretFile('scrape', 'token') },
      file_sd_configs: [{ files: [configMapFile('targets', 'shop.json')] }],
    };
    collector.metrics().receive(prometheusReceiver({ config: { scrape_configs: [job] } }));
    const authenticator = basicauthExtension({ htpasswd: { file: secretFile('users', 'htpasswd') } });
    collector
      .logs()
      .receive(otlpReceiver({ name: 'closed', grpc: { port: 5317, auth: { authenticator } }, http: false }))
      .export(
        customExporter('acme', {
          signals: ['logs'],
          settings: { license: { key_file: secretFile('acme', 'license') } },
          volumes: [{ name: 'scratch', mountPath: '/scratch', source: { emptyDir: {} } }],
        }),
      );
    const spec = specOf(collector);
    expect(spec).toMatchObject({
      config: {
        receivers: {
          prometheus: {
            config: {
              scrape_configs: [
                {
                  authorization: { credentials_file: '/mnt/secrets/scrape/token' },
                  file_sd_configs: [{ files: ['/mnt/configmaps/targets/shop.json'] }],
                },
              ],
            },
          },
        },
        exporters: { acme: { license: { key_file: '/mnt/secrets/acme/license' } } },
        extensions: { basicauth: { htpasswd: { file: '/mnt/secrets/users/htpasswd' } } },
      },
    });
    const volumes = at(spec, 'volumes') as readonly { readonly name: string }[];
    expect(volumes.map(({ name }) => name).sort()).toEqual([
      'otelcol-configmap-targets',
      'otelcol-secret-acme',
      'otelcol-secret-scrape',
      'otelcol-secret-users',
      'scratch',
    ]);
    expect(rulesOf(networkOf(collector).findings())).not.toContainEqual(expect.stringContaining('component/file-not-mounted'));
  });

  it('works in a JSON patch, if the collector has its volume', () => {
    const ca = configMapFile('ca', 'ca.crt');
    const collector = gateway({ volumes: [ca.volume] });
    const otlp = { protocol: 'http/protobuf', endpoint: 'https://otlp.example.com', certificate: ca.path };
    collector.manifest.addJsonPatch(
      JsonPatch.add('/spec/config/service/telemetry/metrics/readers/-', { periodic: { exporter: { otlp } } }),
    );
    expect(specOf(collector)).toMatchObject({
      volumeMounts: [{ name: 'otelcol-configmap-ca', mountPath: '/mnt/configmaps/ca', readOnly: true }],
    });
    expect(networkOf(collector).findings()).toEqual([]);
  });

  it('works in a sidecar, whose volumes the operator adds to the pod', () => {
    const site = new PublicSite(network(), 'hub', { networkPolicies: false });
    const sidecar = new CollectorPipeline(site, 'agent', { mode: CollectorMode.sidecar() });
    sidecar
      .traces()
      .receive(otlpReceiver())
      .export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', tls: { caFile: secretFile('ca', 'ca.crt') } }));
    injectSidecar(new Deployment(site, 'shop', { containers: [{ image: 'shop:1' }] }), sidecar);
    expect(specOf(sidecar)).toMatchObject({ volumes: [secretVolume('ca')], volumeMounts: [secretMount('ca')] });
    expect(networkOf(sidecar).findings()).toEqual([]);
  });

  it('goes with what sends behind a sampler', () => {
    const collector = trusting(secretFile('ca', 'ca.crt'), { tailSampling: { policies: [SamplingPolicy.always()] } });
    const app = networkOf(collector);
    expect(objectOf(app, 'OpenTelemetryCollector', 'gateway-sampler').spec).toMatchObject({ volumes: [secretVolume('ca')] });
    expect(at(specOf(collector), 'volumes')).toBeUndefined();
  });

  it('is the same in two receivers with one id', () => {
    const collector = gateway();
    const closed = (certFile: MountedFile | string) => {
      const tls = { certFile, keyFile: secretFile('key', 'tls.key') };
      return otlpReceiver({ name: 'b', grpc: { port: 5317, tls }, http: false });
    };
    const certificate = secretFile('tls', 'tls.crt');
    collector.traces().receive(closed(certificate));
    collector.logs().receive(closed(secretFile('tls', 'tls.crt')));
    expect(networkOf(collector).findings()).toEqual([]);
    collector.metrics().receive(closed(certificate.path));
    expect(rulesOf(networkOf(collector).findings())).toEqual(['component/conflict hub/gateway']);
  });

  it('conflicts with another volume of its name', () => {
    const volume = { name: 'otelcol-secret-ca', mountPath: '/ca', source: { emptyDir: {} } };
    const collector = trusting(secretFile('ca', 'ca.crt'), { volumes: [volume] });
    expect(rulesOf(networkOf(collector).findings())).toContain('component/conflict hub/gateway');
  });
});

describe('the volume of a Secret', () => {
  it.each([
    ['a'.repeat(48), /^otelcol-secret-a{48}$/],
    ['a'.repeat(49), /^otelcol-secret-a{39}-[0-9a-f]{8}$/],
    ['ca.example.com', /^otelcol-secret-ca-example-com-[0-9a-f]{8}$/],
    [`${'a'.repeat(38)}.b.c`.repeat(2), /^otelcol-secret-a{38}-[0-9a-f]{8}$/],
  ])('of %s has a valid name', (secret, name) => {
    const { volume } = secretFile(secret, 'a');
    expect(volume.name).toMatch(name);
    expect(volume.name.length).toBeLessThanOrEqual(63);
    expect(secretFile(secret, 'b').volume).toEqual(volume);
  });

  it('is not that of a ConfigMap or Secret with a similar name', () => {
    const names = [secretFile('a.b', 'c'), secretFile('a-b', 'c'), configMapFile('a-b', 'c')].map(({ volume }) => volume.name);
    expect(new Set(names).size).toBe(3);
  });
});

describe('a name that Kubernetes does not accept', () => {
  /** Calls a function as a program in JavaScript can. */
  const call = (create: (secret: string, key: string) => unknown, ...names: readonly unknown[]): unknown =>
    create(...(names as [string, string]));

  it.each<[string, () => unknown, string]>([
    ['no key', () => call(secretFile, 'ca'), 'the file of the Secret has no key'],
    ['an empty key', () => configMapFile('ca', ''), 'the file of the ConfigMap has no key'],
    ['a path', () => secretFile('ca', 'certs/ca.crt'), '"certs/ca.crt" is not a valid key of a Secret'],
    ['a dot', () => secretFile('ca', '.'), '"." is not a valid key of a Secret'],
    ['two dots', () => secretFile('ca', '..data'), '"..data" is not a valid key of a Secret'],
    ['a number', () => call(secretFile, 'ca', 1), '"1" is not a valid key of a Secret'],
    ['a long key', () => configMapFile('ca', 'a'.repeat(254)), 'is not a valid key of a ConfigMap'],
    ['no Secret', () => call(secretFile), 'secret has no name'],
    ['a Secret in capitals', () => secretFile('CA', 'ca.crt'), 'secret has to be the name of a Kubernetes object, received "CA"'],
    ['a ConfigMap with a path', () => configMapFile('a/b', 'c'), 'configMap has to be the name of a Kubernetes object'],
  ])('%s is refused', (_, create, message) => {
    expect(create).toThrow(ArgumentError);
    expect(create).toThrow(message);
  });
});
