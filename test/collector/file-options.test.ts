import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  basicauthExtension,
  CollectorDistribution,
  CollectorPipeline,
  customExporter,
  debugExporter,
  EnvironmentSource,
  fileExporter,
  otlpGrpcExporter,
  otlpReceiver,
  prometheusReceiver,
  PublicSite,
  resourceProcessor,
  type CollectorPipelineProps,
  type ComponentVolume,
} from '../../constructs';
import { network } from '../helpers';

const RULE = 'component/file-not-mounted';

/** Returns the messages of the rule for a collector. */
function faults(change: (collector: CollectorPipeline) => unknown, props: CollectorPipelineProps = {}): readonly string[] {
  const app = network();
  const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway', props);
  collector.traces().receive(otlpReceiver()).export(debugExporter());
  change(collector);
  return app.findings().flatMap(({ rule, message }) => (rule === RULE ? [message] : []));
}

function sendWith(caFile: string): (collector: CollectorPipeline) => unknown {
  return (c) => c.traces().export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', tls: { caFile } }));
}

const secret = { readOnly: true, source: { secret: { secretName: 'ca' } } };

describe('a file that an option names', () => {
  it.each<[string, string, CollectorPipelineProps?]>([
    ['on a volume', '/etc/otel/ca.crt', { volumes: [{ name: 'ca', mountPath: '/etc/otel', ...secret }] }],
    ['in a folder of a volume', '/etc/otel/own/ca.crt', { volumes: [{ name: 'ca', mountPath: '/etc/otel/', ...secret }] }],
    ['relative to the root', 'etc/otel/ca.crt', { volumes: [{ name: 'ca', mountPath: '/etc/otel', ...secret }] }],
    ['of the image', '/etc/ssl/certs/ca-certificates.crt'],
    ['of the service account', '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt'],
    ['of the configuration', '/conf/collector.yaml'],
    ['with a reference', '${env:CERTIFICATES}/ca.crt', { environment: { CERTIFICATES: EnvironmentSource.text('/etc/ssl') } }],
    ['of an own image', '/ca.crt', { image: 'registry.example.com/collector:1' }],
  ])('%s is accepted', (_, file, props = {}) => {
    const own = props.image === undefined ? {} : { distribution: CollectorDistribution.custom({ image: props.image }) };
    expect(faults(sendWith(file), { ...props, ...own })).toEqual([]);
  });

  it.each<[string, string, CollectorPipelineProps?]>([
    ['on no volume', '/etc/otel/ca.crt'],
    ['next to a volume', '/etc/otel-own/ca.crt', { volumes: [{ name: 'ca', mountPath: '/etc/otel', ...secret }] }],
    ['outside of a volume', '/etc/otel/../ca.crt', { volumes: [{ name: 'ca', mountPath: '/etc/otel', ...secret }] }],
    ['relative', 'ca.crt'],
  ])('%s is reported', (_, file, props) => {
    expect(faults(sendWith(file), props)).toHaveLength(1);
  });

  it('to write needs a volume in an own image too', () => {
    const image = 'registry.example.com/collector:1';
    const props = { image, distribution: CollectorDistribution.custom({ image }) };
    const write = (c: CollectorPipeline): unknown => c.traces().export(fileExporter({ path: '/data/traces.json' }));
    expect(faults(write, props)).toHaveLength(1);
    expect(faults(write, { ...props, volumes: [{ name: 'data', mountPath: '/data', source: { emptyDir: {} } }] })).toEqual([]);
    const open = (c: CollectorPipeline): unknown => {
      c.manifest.addJsonPatch(JsonPatch.replace('/spec/securityContext/readOnlyRootFilesystem', false));
      return write(c);
    };
    expect(faults(open, props)).toEqual([]);
    expect(faults(open)).toHaveLength(1);
  });

  it.each<[string, Omit<ComponentVolume, 'name' | 'mountPath'>]>([
    ['that is mounted read-only', { readOnly: true, source: { emptyDir: {} } }],
    ['of a ConfigMap', { source: { configMap: { name: 'data' } } }],
  ])('to write is not on a volume %s', (_, volume) => {
    const write = (c: CollectorPipeline): unknown => c.traces().export(fileExporter({ path: '/data/traces.json' }));
    expect(faults(write, { volumes: [{ name: 'data', mountPath: '/data', ...volume }] })).toEqual([
      'the option path of file writes to /data/traces.json, and the volume data is read-only',
    ]);
  });

  it('in a pattern can be on a volume below', () => {
    const job = { job_name: 'files', file_sd_configs: [{ files: ['/targets/*/*.json'] }] };
    const scrape = (c: CollectorPipeline): unknown => c.metrics().receive(prometheusReceiver({ config: { scrape_configs: [job] } }));
    expect(faults(scrape, { volumes: [{ name: 'shop', mountPath: '/targets/shop', source: { configMap: { name: 'shop' } } }] })).toEqual(
      [],
    );
    expect(faults(scrape)).toHaveLength(1);
  });
});

describe('a text that is no file', () => {
  it.each<[string, (collector: CollectorPipeline) => unknown]>([
    ['an attribute', (c) => c.traces().process(resourceProcessor({ attributes: [{ key: 'log.file', value: '/x', action: 'insert' }] }))],
    ['a header', (c) => c.traces().export(otlpGrpcExporter({ endpoint: 'a.example.com:4317', headers: { key_file: '/x' } }))],
    [
      'a parameter or label of a scrape',
      (c) => {
        const config = { job_name: 'a', params: { file: ['/x'] }, static_configs: [{ targets: ['a:1'], labels: { filename: '/x' } }] };
        c.metrics().receive(prometheusReceiver({ config: { scrape_configs: [config] } }));
      },
    ],
    [
      'a stream',
      (c) =>
        c
          .logs()
          .receive(otlpReceiver())
          .export(debugExporter({ name: 'out', useInternalLogger: false, outputPaths: ['stdout', '/dev/stderr'] })),
    ],
    ['an endpoint of a path', (c) => c.traces().export(customExporter('vendor', { signals: ['traces'], settings: { path: '/ingest' } }))],
    [
      'an inline list of users',
      (c) => {
        const authenticator = basicauthExtension({ htpasswd: { inline: '${env:USERS}' } });
        c.metrics()
          .receive(otlpReceiver({ name: 'closed', grpc: { port: 5317, auth: { authenticator } }, http: false }))
          .export(debugExporter());
      },
    ],
  ])('%s is accepted', (_, change) => {
    expect(faults(change)).toEqual([]);
  });
});
