import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import { CollectorMode, customReceiver, prometheusReceiver } from '../../constructs';
import { discoveryAccess } from '../../constructs/collector/access/prometheus-access';
import type { PrometheusReceiverOptions } from '../../imports/otelcol/receivers';
import { gateway, networkOf, objectOf, rulesOf } from '../helpers';
import { grantedBy, INFORM, PODS } from './granted';

type Config = PrometheusReceiverOptions['config'];

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const NODES = { apiGroups: [''], resources: ['nodes'], verbs: INFORM };
const NAMESPACES = { apiGroups: [''], resources: ['namespaces'], verbs: INFORM };
const METRICS = { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] };
const SLICES = { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: INFORM };

/** A configuration with one job. */
function configOf(job: object): Config {
  return { scrape_configs: [{ job_name: 'job', ...job }] };
}

/** Rules that a job brings. */
function rulesFor(job: object): unknown {
  return grantedBy((collector) => collector.metrics().receive(prometheusReceiver({ config: configOf(job) })));
}

describe('the discovery of a Prometheus receiver', () => {
  it.each<[string, readonly object[], readonly object[]]>([
    ['nodes', [{ role: 'node' }], [NODES]],
    ['pods', [{ role: 'pod' }], [PODS]],
    ['services', [{ role: 'service' }], [{ apiGroups: [''], resources: ['services'], verbs: INFORM }]],
    ['endpoints', [{ role: 'endpoints' }], [{ apiGroups: [''], resources: ['endpoints', 'pods', 'services'], verbs: INFORM }]],
    ['endpointslices', [{ role: 'endpointslice' }], [{ apiGroups: [''], resources: ['pods', 'services'], verbs: INFORM }, SLICES]],
    ['ingresses', [{ role: 'ingress' }], [{ apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: INFORM }]],
    ['pods and nodes of two discoveries', [{ role: 'pod' }, { role: 'node' }], [NODES, PODS]],
    ['pods with metadata of nodes', [{ role: 'pod', attach_metadata: { node: true } }], [NODES, PODS]],
    [
      'pods with all metadata',
      [{ role: 'pod', attach_metadata: { node: false, namespace: true, deployment: true, job: true, cronjob: true } }],
      [
        NAMESPACES,
        PODS,
        { apiGroups: ['apps'], resources: ['replicasets'], verbs: INFORM },
        { apiGroups: ['batch'], resources: ['jobs'], verbs: INFORM },
      ],
    ],
    [
      'services, which have no nodes',
      [{ role: 'service', attach_metadata: { node: true } }],
      [{ apiGroups: [''], resources: ['services'], verbs: INFORM }],
    ],
    ['pods of one namespace', [{ role: 'pod', namespaces: { names: ['shop'] } }], [{ ...PODS, in: 'shop' }]],
    [
      'pods of its own namespace and another, and nodes of the cluster',
      [{ role: 'pod', namespaces: { own_namespace: true, names: ['shop'] }, attach_metadata: { node: true } }],
      [NODES, { ...PODS, in: 'shop' }, { ...PODS, in: 'telemetry' }],
    ],
    ['pods of all namespaces', [{ role: 'pod', namespaces: { names: [], own_namespace: false } }], [PODS]],
    ['nothing of an API server without the token', [{ role: 'pod', api_server: 'https://other.example.com' }], []],
    [
      'pods of an API server that is named, with the token',
      [{ role: 'pod', api_server: 'https://kubernetes.default.svc', authorization: { credentials_file: TOKEN } }],
      [PODS],
    ],
  ])('may read %s', (_, discoveries, rules) => {
    expect(rulesFor({ kubernetes_sd_configs: discoveries })).toEqual(rules);
  });

  it.each<[string, object, readonly object[]]>([
    ['of the cluster for a namespace that is known only there', { role: 'pod', namespaces: { names: ['shop', '${env:TENANT}'] } }, [PODS]],
    ['that is nothing of another cluster', { role: 'pod', kubeconfig_file: '/etc/kubeconfig' }, []],
    ['that is nothing for a role that is known only in the cluster', { role: '${env:ROLE}' }, []],
  ])('has access %s', (_, discovery, rules) => {
    expect(discoveryAccess(configOf({ kubernetes_sd_configs: [discovery] }))).toEqual(rules);
  });

  it('has the same access where names are in camel case', () => {
    const config = { scrapeConfigs: [{ kubernetesSdConfigs: [{ role: 'pod', attachMetadata: { node: true } }] }] };
    expect(discoveryAccess(config)).toEqual([PODS, NODES]);
  });

  it('brings nothing without discovery', () => {
    expect(rulesFor({ static_configs: [{ targets: ['shop.example.com'] }] })).toEqual([]);
    expect([undefined, {}, { scrape_configs: 'x' }].flatMap(discoveryAccess)).toEqual([]);
  });

  it('gives no access for a namespace whose name Kubernetes refuses', () => {
    const namesIn = (...names: readonly unknown[]): readonly unknown[] =>
      discoveryAccess(configOf({ kubernetes_sd_configs: [{ role: 'pod', namespaces: { names } }] })).map(({ namespace }) => namespace);
    expect([namesIn('Shop'), namesIn(null), namesIn('shop', 'Web'), namesIn('${env:SHOP}')]).toEqual([[], [], ['shop'], [undefined]]);
  });

  it('mounts the token, and is no finding', () => {
    const collector = gateway();
    const config = configOf({ kubernetes_sd_configs: [{ role: 'pod' }] });
    collector.metrics().receive(prometheusReceiver({ config }));
    expect(objectOf(networkOf(collector), 'ServiceAccount')).toMatchObject({ automountServiceAccountToken: true });
    expect(networkOf(collector).findings()).toEqual([]);
  });
});

describe('a job for kubelets', () => {
  const job = { scheme: 'https', authorization: { credentials_file: TOKEN }, kubernetes_sd_configs: [{ role: 'node' }] };
  const relabel = (target_label: string, replacement: string): object => ({ relabel_configs: [{ target_label, replacement }] });

  it.each<[string, object]>([
    ['at /metrics', job],
    ['at another path of theirs', { ...job, metrics_path: '/metrics/cadvisor' }],
    ['at a path that relabelling sets', { ...job, ...relabel('__metrics_path__', '/metrics/probes') }],
    ['with labels of its own', { ...job, ...relabel('cluster', 'shop-17') }],
    ['with bearer_token_file', { ...job, authorization: undefined, bearer_token_file: TOKEN }],
  ])('may read their metrics %s', (_, asked) => {
    expect(rulesFor(asked)).toEqual([NODES, METRICS]);
  });

  it.each<[string, object]>([
    ['without TLS', { ...job, scheme: 'http' }],
    ['without a token', { ...job, authorization: undefined }],
    ['with another token', { ...job, authorization: { credentials: '${file:/etc/token}' } }],
    [
      'with only the certificate authority',
      { ...job, authorization: undefined, tls_config: { ca_file: TOKEN.replace('token', 'ca.crt') } },
    ],
    ['at another path', { ...job, metrics_path: '/stats/summary' }],
    ['through the API server', { ...job, ...relabel('__address__', 'kubernetes.default.svc:443') }],
    ['at a path from a label', { ...job, ...relabel('__metrics_path__', '/api/v1/nodes/$1/proxy/metrics') }],
  ])('may not %s', (_, asked) => {
    expect(rulesFor(asked)).toEqual([NODES]);
  });
});

describe('kubernetes/no-access', () => {
  const config = configOf({ kubernetes_sd_configs: [{ role: 'pod' }] });

  it('reports nothing about jobs that a target allocator has', () => {
    const found = (mode: CollectorMode): readonly string[] => {
      const collector = gateway({ mode });
      collector.metrics().receive(prometheusReceiver({ config: configOf({ static_configs: [] }) }));
      collector.manifest.addJsonPatch(
        JsonPatch.add('/spec/targetAllocator', { enabled: true }),
        JsonPatch.add('/spec/config/receivers/prometheus/config', config),
      );
      return rulesOf(networkOf(collector).findings()).filter((rule) => rule.startsWith('kubernetes/'));
    };
    expect(found(CollectorMode.statefulset())).toEqual([]);
    expect(found(CollectorMode.deployment())).toEqual(['kubernetes/no-access hub/gateway/Resource']);
  });

  it('accepts a receiver creator with access, and one whose receivers discover nothing', () => {
    const jobs = { scrape_configs: [{ job_name: 'pods', kubernetes_sd_configs: [{ role: 'pod' }] }] };
    const settings = { receivers: { prometheus: { rule: 'type == "node"', config: { config: jobs } } } };
    const granted = gateway();
    const access = [{ apiGroups: [''], resources: ['pods'], verbs: INFORM }];
    granted.metrics().receive(customReceiver('receiver_creator', { signals: ['metrics'], settings, access }));
    expect(networkOf(granted).findings()).toEqual([]);
    const other = gateway();
    const receivers = { redis: { rule: 'type == "port"', config: { collection_interval: '10s' } } };
    other.metrics().receive(customReceiver('receiver_creator', { signals: ['metrics'], settings: { receivers } }));
    expect(networkOf(other).findings()).toEqual([]);
  });
});
