import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  ArgumentError,
  Cluster,
  clusterEvents,
  clusterMetrics,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  hostMetrics,
  kubeletMetrics,
  otlpGrpcExporter,
  Platform,
  podLogs,
  type PodLogsOptions,
} from '../../constructs';
import { at, network, networkOf, rulesOf, specOf, type KubeObject } from '../helpers';
import { grantedBy, INFORM } from './granted';

const mode = CollectorMode.daemonset();
/** An agent in a namespace of an edge that allows everything. */
function agent(change: (collector: CollectorPipeline) => unknown, platform = Platform.KUBERNETES): CollectorPipeline {
  const edge = new EdgeSite(network(), 'edge', { cluster: new Cluster('shop', { platform }) });
  const collector = new CollectorPipeline(edge.addNamespace('agents', { podSecurity: 'privileged' }), 'node', { mode });
  change(collector);
  return collector;
}
const logging = (options?: PodLogsOptions) => (collector: CollectorPipeline) =>
  collector.logs().receive(podLogs(options)).export(debugExporter());
const measuring = (collector: CollectorPipeline) => collector.metrics().receive(hostMetrics()).export(debugExporter());
const logsOf = (options?: PodLogsOptions): unknown => at(specOf(agent(logging(options))), 'config.receivers');

describe('logs of pods', () => {
  it('are read by root without a capability, which may write nowhere but where it remembers', () => {
    const spec = specOf(agent(logging()));
    const root = { runAsNonRoot: false, runAsUser: 0 };
    expect(spec).toMatchObject({
      podSecurityContext: root,
      securityContext: { ...root, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
      volumeMounts: [
        { name: 'pod-logs', mountPath: '/var/log/pods', readOnly: true },
        { name: 'pod-logs-storage', mountPath: '/var/lib/otelcol/pod-logs' },
      ],
      volumes: [
        { name: 'pod-logs', hostPath: { path: '/var/log/pods' } },
        { name: 'pod-logs-storage', hostPath: { path: '/var/lib/otelcol/agents.node/pod-logs', type: 'DirectoryOrCreate' } },
      ],
    });
    expect(at(spec, 'securityContext.privileged')).toBeUndefined();
  });

  it('are remembered in a folder of the collector: two on a node do not wait for each other', () => {
    const folders = ['one', 'other'].map((id) => {
      const edge = new EdgeSite(network(), 'edge', { podSecurity: 'privileged' });
      const collector = new CollectorPipeline(edge, id, { mode });
      logging()(collector);
      return at(specOf(collector), 'volumes.1.hostPath.path');
    });
    expect(new Set(folders).size).toBe(2);
  });

  it('are kept by the queue of the exporter on the same disk, if that is said', () => {
    const collector = agent((node) => {
      const logs = podLogs();
      const exporter = otlpGrpcExporter({ endpoint: 'gateway:4317', insecure: true, sendingQueue: { storage: logs.storage } });
      node.logs().receive(logs).export(exporter);
    });
    expect(networkOf(collector).findings()).toEqual([]);
    expect(at(specOf(collector), 'volumes')).toHaveLength(2);
  });

  it.each<[string, PodLogsOptions, string, unknown]>([
    ['where they are of', { include: [{ namespace: 'shop-*' }] }, 'include.0', '/var/log/pods/shop-*_*_*/*/*.log'],
    ['and what was put aside', { include: [{ pod: 'web-*' }] }, 'include.1', '/var/log/pods/*_web-*_*/*/*.log.????????-??????'],
    [
      'but those of a container',
      { exclude: [{ namespace: 'shop', container: 'istio-proxy' }] },
      'exclude.1',
      '/var/log/pods/shop_*_*/istio-proxy/*',
    ],
    ['but its own', { exclude: [] }, 'exclude.0', '/var/log/pods/agents_node-collector-*_*/*/*'],
    ['from the end', { startAt: 'end' }, 'start_at', 'end'],
    ['in longer lines', { maxLineSize: Size.mebibytes(2) }, 'operators.0', { type: 'container', max_log_size: 2_097_152 }],
    ['and parsed', { operators: [{ type: 'json_parser' }] }, 'operators.1', { type: 'json_parser' }],
  ])('are read %s', (_, options, setting, value) => {
    expect(at((logsOf(options) as Record<string, unknown>)['file_log/pod-logs'], setting)).toEqual(value);
  });

  it.each<PodLogsOptions>([
    { name: 'Pod logs' },
    { name: 'a-name-that-is-much-too-long' },
    { include: [] },
    { include: [{}] },
    { exclude: [{ namespace: 'a/../b' }] },
    { exclude: [{ pod: '{a,b}' }] },
  ])('are not read with %o', (options) => {
    expect(() => podLogs(options)).toThrow(ArgumentError);
  });

  it('are told from its own in a chart whose namespace is not known before it is applied', () => {
    const chart = new Chart(new App(), 'plain');
    logging()(new CollectorPipeline(chart, 'node', { mode }));
    const spec = (Testing.synth(chart) as KubeObject[]).find(({ kind }) => kind === 'OpenTelemetryCollector')?.spec;
    expect(at(spec, 'env.0')).toEqual({ name: 'K8S_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } });
    const receivers = at(spec, 'config.receivers') as Record<string, unknown>;
    expect(at(receivers['file_log/pod-logs'], 'exclude.0')).toBe('/var/log/pods/${env:K8S_NAMESPACE}_node-collector-*_*/*/*');
  });
});

describe('metrics of a node', () => {
  it('are read from its root, without being root', () => {
    const spec = specOf(agent(measuring));
    expect(spec).toMatchObject({
      securityContext: { runAsNonRoot: true },
      volumeMounts: [{ mountPath: '/hostfs', readOnly: true, mountPropagation: 'HostToContainer' }],
      config: { receivers: { host_metrics: { root_path: '/hostfs' } } },
    });
    expect(spec).not.toHaveProperty('args');
  });

  it('are those that are asked for', () => {
    const options = { collectionInterval: Duration.seconds(30), scrapers: { load: {} } };
    const spec = specOf(agent((node) => node.metrics().receive(hostMetrics(options)).export(debugExporter())));
    expect(at(spec, 'config.receivers.host_metrics')).toEqual({
      root_path: '/hostfs',
      collection_interval: '30s',
      scrapers: { load: {} },
    });
  });
});

describe('metrics of a kubelet', () => {
  it('are asked for at the address of the node, by a certificate that the cluster vouches for', () => {
    const spec = specOf(agent((node) => node.metrics().receive(kubeletMetrics()).export(debugExporter())));
    expect(at(spec, 'config.receivers.kubelet_stats')).toEqual({
      auth_type: 'serviceAccount',
      endpoint: 'https://${env:K8S_NODE_IP}:10250',
    });
    expect(at(spec, 'env')).toEqual([{ name: 'K8S_NODE_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }]);
  });

  it('bring what shares of the node take: its name, and access to the API', () => {
    const metrics = { 'k8s.pod.memory.node.utilization': { enabled: true } };
    const change = (node: CollectorPipeline) => node.metrics().receive(kubeletMetrics({ metrics })).export(debugExporter());
    expect(at(specOf(agent(change)), 'config.receivers.kubelet_stats')).toMatchObject({
      node: '${env:K8S_NODE_NAME}',
      k8s_api_config: { auth_type: 'serviceAccount' },
    });
    expect(grantedBy(change, { mode })).toContainEqual({ apiGroups: [''], resources: ['nodes'], verbs: INFORM });
  });
});

describe('metrics and events of a cluster', () => {
  const both = (collector: CollectorPipeline) => {
    collector.metrics().receive(clusterMetrics()).export(debugExporter());
    collector.logs().receive(clusterEvents()).export(debugExporter());
  };

  it('are read by one pod of several, which is elected by leases of the collector', () => {
    const edge = new EdgeSite(network(), 'edge');
    const collector = new CollectorPipeline(edge, 'cluster', { mode: CollectorMode.deployment({ autoscaler: { maxReplicas: 3 } }) });
    both(collector);
    expect(networkOf(collector).findings()).toEqual([]);
    const extensions = at(specOf(collector), 'config.extensions') as Record<string, unknown>;
    expect(Object.values(extensions)).toContainEqual({
      auth_type: 'serviceAccount',
      lease_name: 'cluster-cluster-metrics',
      lease_namespace: 'telemetry',
    });
  });

  it('bring access to their leases in the namespace of the collector, to no other', () => {
    const lease = { apiGroups: ['coordination.k8s.io'], resources: ['leases'], in: 'telemetry' };
    const leases = (grantedBy(both) as object[]).filter((rule) => JSON.stringify(rule).includes('leases'));
    expect(leases).toEqual([
      { ...lease, verbs: ['create'] },
      { ...lease, verbs: ['get', 'update'], resourceNames: ['gateway-cluster-events'] },
      { ...lease, verbs: ['get', 'update'], resourceNames: ['gateway-cluster-metrics'] },
    ]);
  });

  it('are of the namespaces that are asked for, and so is the access', () => {
    const rules = grantedBy((collector) =>
      collector.logs().receive(clusterEvents({ namespaces: ['shop'], fieldSelector: 'type=Warning' })),
    );
    expect(rules).toContainEqual({ apiGroups: ['events.k8s.io'], resources: ['events'], verbs: INFORM, in: 'shop' });
    expect((rules as object[]).filter((rule) => !('in' in rule))).toEqual([]);
  });

  it('are read with the quotas of OpenShift there', () => {
    const collector = agent((node) => node.metrics().receive(clusterMetrics()).export(debugExporter()), Platform.OPENSHIFT);
    expect(at(specOf(collector), 'config.receivers.k8s_cluster.distribution')).toBe('openshift');
  });
});

describe('an agent that reads files of its node', () => {
  it('is refused where the namespace does not allow it', () => {
    const collector = new CollectorPipeline(new EdgeSite(network(), 'edge'), 'node', { mode });
    measuring(collector);
    expect(rulesOf(networkOf(collector).findings())).toEqual(['namespace/pod-security edge/node/Resource']);
  });

  it('needs more than the namespace on OpenShift: a constraint that is asked for, and a type of SELinux', () => {
    const use = (name: string) => (node: CollectorPipeline) => {
      logging()(node);
      const constraint = { apiGroups: ['security.openshift.io'], resources: ['securitycontextconstraints'], verbs: ['use'] };
      node.addAccess({ ...constraint, resourceNames: [name], namespace: 'agents' });
    };
    const found = (change: (node: CollectorPipeline) => unknown) =>
      new Set(
        networkOf(agent(change, Platform.OPENSHIFT))
          .findings()
          .map(({ rule }) => rule),
      );
    expect(found(logging())).toEqual(new Set(['openshift/fixed-user', 'openshift/host-access']));
    expect(found(use('restricted-v2'))).toEqual(new Set(['openshift/fixed-user', 'openshift/host-access']));
    expect(found(use('privileged'))).toEqual(new Set());
    expect(specOf(agent(use('privileged'), Platform.OPENSHIFT))).toMatchObject({ securityContext: { seLinuxOptions: { type: 'spc_t' } } });
  });
});
