import { App, Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  headersSetterExtension,
  k8sAttributesProcessor,
  k8sClusterReceiver,
  k8sEventsReceiver,
  k8sLeaderElectorExtension,
  k8sObjectsReceiver,
  kubeletStatsReceiver,
  loadBalancingExporter,
  otlpReceiver,
  PublicSite,
} from '../../constructs';
import { at, gateway, network, networkOf, objectOf, objectsOf, readTree, type KubeObject } from '../helpers';

const READ = ['get', 'list', 'watch'];

/** What the service account of a collector may do. */
function grantedBy(change: (collector: CollectorPipeline) => unknown): unknown {
  const collector = gateway();
  change(collector);
  return at(objectOf(networkOf(collector), 'ClusterRole'), 'rules');
}

describe('a component that reads the Kubernetes API', () => {
  it('brings a role and its binding to the service account of the collector', () => {
    const collector = gateway();
    collector.traces().process(k8sAttributesProcessor());
    const app = networkOf(collector);
    expect(objectOf(app, 'ClusterRole')).toMatchObject({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: { name: 'telemetry.gateway.collector' },
      rules: [
        { apiGroups: [''], resources: ['namespaces', 'nodes', 'pods'], verbs: READ },
        { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: READ },
        { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: READ },
      ],
    });
    expect(objectOf(app, 'ClusterRoleBinding')).toMatchObject({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'telemetry.gateway.collector' },
      subjects: [{ kind: 'ServiceAccount', name: 'gateway-collector', namespace: 'telemetry' }],
    });
    for (const kind of ['ClusterRole', 'ClusterRoleBinding']) expect(objectOf(app, kind).metadata.namespace).toBeUndefined();
  });

  it('has them applied before the collector', () => {
    const collector = gateway();
    collector.traces().process(k8sAttributesProcessor());
    const app = networkOf(collector);
    app.synth();
    const files = readTree(app.outdir);
    expect(Object.keys(files)).toContain('hub/10-gateway.yaml');
    expect(files['hub/10-gateway.yaml']?.match(/^kind: .*$/gm)).toEqual(['kind: ClusterRole', 'kind: ClusterRoleBinding']);
    expect(files['hub/10-gateway.yaml']).toContain('argocd.argoproj.io/sync-wave: "10"');
    expect(files['hub/30-gateway.yaml']?.match(/^kind: .*$/gm)).toEqual(['kind: OpenTelemetryCollector']);
  });

  it.each<[string, (collector: CollectorPipeline) => unknown, unknown]>([
    [
      'the objects that k8sObjectsReceiver names, and no others',
      (c) =>
        c.logs().receive(
          k8sObjectsReceiver({
            objects: [
              { name: 'pods', mode: 'pull' },
              { name: 'events', group: 'events.k8s.io', mode: 'watch' },
            ],
          }),
        ),
      [
        { apiGroups: [''], resources: ['pods'], verbs: READ },
        { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: READ },
      ],
    ],
    [
      'statistics of nodes',
      (c) => c.metrics().receive(kubeletStatsReceiver()),
      [
        { apiGroups: [''], resources: ['nodes'], verbs: READ },
        { apiGroups: [''], resources: ['nodes/pods', 'nodes/stats'], verbs: ['get'] },
      ],
    ],
    ['events', (c) => c.logs().receive(k8sEventsReceiver()), [{ apiGroups: [''], resources: ['events', 'namespaces'], verbs: READ }]],
    [
      'endpoints to spread over',
      (c) =>
        c.traces().export(loadBalancingExporter({ resolver: { k8s: { service: 'tempo.obs', ports: [4317] } }, protocol: { otlp: {} } })),
      [
        { apiGroups: [''], resources: ['endpoints'], verbs: READ },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
      ],
    ],
  ])('is allowed to read %s', (_, change, rules) => {
    expect(grantedBy(change)).toEqual(rules);
  });

  it('may be an extension that another component refers to', () => {
    const k8sLeaderElector = k8sLeaderElectorExtension({ leaseName: 'gateway', leaseNamespace: 'telemetry' });
    const rules = grantedBy((collector) => collector.metrics().receive(k8sClusterReceiver({ k8sLeaderElector })));
    const verbs = ['create', 'get', 'list', 'patch', 'update', 'watch'];
    expect(rules).toContainEqual({ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs });
    expect(rules).toContainEqual({ apiGroups: [''], resources: expect.arrayContaining(['pods', 'services']) as unknown, verbs: READ });
  });
});

describe('the access of a collector', () => {
  it('is the same whatever the order in which components were named, and each rule once', () => {
    const make = [k8sAttributesProcessor, () => k8sAttributesProcessor({ name: 'other' })];
    const inOrder = grantedBy((c) => {
      c.traces().process(...make.map((factory) => factory()));
      c.logs().receive(k8sEventsReceiver());
    });
    const reversed = grantedBy((c) => {
      c.logs().receive(k8sEventsReceiver());
      c.traces().process(...make.reverse().map((factory) => factory()));
    });
    expect(reversed).toEqual(inOrder);
    expect(inOrder).toHaveLength(4);
  });

  it("is of the whole cluster, and the binding names the namespace, in somebody else's chart too", () => {
    const chart = new Chart(new App(), 'plain', { namespace: 'observability' });
    new CollectorPipeline(chart, 'gateway').traces().receive(otlpReceiver()).process(k8sAttributesProcessor()).export(debugExporter());
    const [, role, binding] = Testing.synth(chart) as [KubeObject, KubeObject, KubeObject];
    expect(role).toMatchObject({ kind: 'ClusterRole', metadata: { name: 'observability.gateway.collector' } });
    expect(binding).toMatchObject({ kind: 'ClusterRoleBinding', subjects: [{ name: 'gateway-collector', namespace: 'observability' }] });
    expect([role.metadata.namespace, binding.metadata.namespace]).toEqual([undefined, undefined]);
  });

  it('is what the program adds beside it, sorted', () => {
    const access = {
      apiGroups: ['networking.k8s.io', 'gateway.networking.k8s.io'],
      resources: ['routes', 'ingresses'],
      verbs: ['watch', 'get'],
    };
    expect(grantedBy((c) => c.addAccess(access, { apiGroups: [''], resources: ['services'] }))).toEqual([
      { apiGroups: [''], resources: ['services'], verbs: READ },
      { apiGroups: ['gateway.networking.k8s.io', 'networking.k8s.io'], resources: ['ingresses', 'routes'], verbs: ['get', 'watch'] },
    ]);
  });

  it.each<[string, (collector: CollectorPipeline) => unknown]>([
    ['without such a component', (c) => c.addExtension(headersSetterExtension({ headers: [{ key: 'a', value: 'b' }] }))],
    [
      'with a resolver that asks DNS',
      (c) => c.traces().export(loadBalancingExporter({ resolver: { dns: { hostname: 'tempo.obs.svc' } }, protocol: { otlp: {} } })),
    ],
    ['where pods are not looked up', (c) => c.traces().process(k8sAttributesProcessor({ passthrough: true }))],
  ])('is none %s', (_, change) => {
    const collector = gateway();
    change(collector);
    expect(objectsOf(networkOf(collector)).filter(({ kind }) => kind.startsWith('ClusterRole'))).toEqual([]);
  });

  it('is none of a sidecar, which runs under the service account of the workload', () => {
    const sidecar = gateway({ mode: CollectorMode.sidecar() }).addAccess({ apiGroups: [''], resources: ['pods'] });
    expect(objectsOf(networkOf(sidecar)).filter(({ kind }) => kind.startsWith('ClusterRole'))).toEqual([]);
  });

  it('has names of its own where two collectors of one name share a cluster', () => {
    const app = network();
    const cluster = new Cluster('one');
    for (const site of [new PublicSite(app, 'hub', { cluster }), new EdgeSite(app, 'shop', { cluster, namespace: 'shop' })]) {
      new CollectorPipeline(site, 'agent').traces().receive(otlpReceiver()).process(k8sAttributesProcessor()).export(debugExporter());
    }
    const bindings = objectsOf(app).filter(({ kind }) => kind === 'ClusterRoleBinding');
    expect(bindings.map((binding) => [binding.metadata.name, at(binding, 'roleRef.name'), at(binding, 'subjects.0.namespace')])).toEqual([
      ['telemetry.agent.collector', 'telemetry.agent.collector', 'telemetry'],
      ['shop.agent.collector', 'shop.agent.collector', 'shop'],
    ]);
  });
});
