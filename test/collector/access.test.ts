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
  k8sObserverExtension,
  kubeletStatsReceiver,
  loadBalancingExporter,
  otlpReceiver,
  PublicSite,
  resourceDetectionProcessor,
} from '../../constructs';
import { at, gateway, network, networkOf, objectOf, objectsOf, readTree, type KubeObject } from '../helpers';
import { printedWarnings } from '../printed';
import { grantedBy, INFORM, PODS } from './granted';

const READ = ['get', 'list', 'watch'];

describe('a component that reads the Kubernetes API', () => {
  it('brings a role and its binding to the service account of the collector', () => {
    const collector = gateway();
    collector.traces().process(k8sAttributesProcessor());
    const app = networkOf(collector);
    expect(objectOf(app, 'ClusterRole')).toMatchObject({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: { name: 'telemetry.gateway.collector' },
      rules: [PODS],
    });
    expect(objectOf(app, 'ClusterRoleBinding')).toMatchObject({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'telemetry.gateway.collector' },
      subjects: [{ kind: 'ServiceAccount', name: 'gateway-account', namespace: 'telemetry' }],
    });
    for (const kind of ['ClusterRole', 'ClusterRoleBinding']) expect(objectOf(app, kind).metadata.namespace).toBeUndefined();
  });

  it('brings a role in the one namespace that it reads, bound to the service account in another', () => {
    const collector = gateway();
    collector.logs().receive(k8sEventsReceiver({ namespaces: ['shop'] }));
    const app = networkOf(collector);
    expect(objectOf(app, 'Role')).toMatchObject({ metadata: { name: 'telemetry.gateway.collector', namespace: 'shop' } });
    expect(objectOf(app, 'RoleBinding')).toMatchObject({
      metadata: { namespace: 'shop' },
      roleRef: { kind: 'Role', name: 'telemetry.gateway.collector' },
      subjects: [{ kind: 'ServiceAccount', name: 'gateway-account', namespace: 'telemetry' }],
    });
  });

  it('has them applied before the collector', () => {
    const collector = gateway();
    collector.traces().process(k8sAttributesProcessor());
    const app = networkOf(collector);
    app.synth();
    const files = readTree(app.outdir);
    const kinds = ['kind: ServiceAccount', 'kind: ClusterRole', 'kind: ClusterRoleBinding'];
    expect(files['hub/10-gateway.yaml']?.match(/^kind: .*$/gm)).toEqual(kinds);
    expect(files['hub/10-gateway.yaml']).toContain('argocd.argoproj.io/sync-wave: "10"');
    expect(files['hub/30-gateway.yaml']?.match(/^kind: .*$/gm)).toEqual(['kind: OpenTelemetryCollector']);
  });

  it.each<[string, (collector: CollectorPipeline) => unknown, unknown]>([
    [
      'the objects that k8sObjectsReceiver names, and no others, to list them or to watch them',
      (c) =>
        c.logs().receive(
          k8sObjectsReceiver({
            objects: [
              { name: 'pods', mode: 'pull' },
              { name: 'deployments' },
              { name: 'events', group: 'events.k8s.io', mode: 'watch', namespaces: ['shop', 'till'] },
            ],
          }),
        ),
      [
        { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
        { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] },
        { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: INFORM, in: 'shop' },
        { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: INFORM, in: 'till' },
      ],
    ],
    [
      'statistics of nodes',
      (c) => c.metrics().receive(kubeletStatsReceiver()),
      [{ apiGroups: [''], resources: ['nodes/stats'], verbs: ['get'] }],
    ],
    [
      'statistics of nodes and pods, the node, and volumes behind claims',
      (c) =>
        c.metrics().receive(
          kubeletStatsReceiver({
            node: '${env:K8S_NODE_NAME}',
            k8sApiConfig: { authType: 'serviceAccount' },
            extraMetadataLabels: ['k8s.volume.type'],
            metrics: { 'k8s.pod.cpu.node.utilization': { enabled: true } },
          }),
        ),
      [
        { apiGroups: [''], resources: ['nodes'], verbs: INFORM },
        { apiGroups: [''], resources: ['nodes/pods', 'nodes/stats'], verbs: ['get'] },
        { apiGroups: [''], resources: ['persistentvolumeclaims', 'persistentvolumes'], verbs: ['get'] },
      ],
    ],
    [
      'pods at the kubelet, for shares of what they ask for',
      (c) => c.metrics().receive(kubeletStatsReceiver({ metrics: { 'k8s.pod.cpu_limit_utilization': { enabled: true } } })),
      [{ apiGroups: [''], resources: ['nodes/pods', 'nodes/stats'], verbs: ['get'] }],
    ],
    [
      'nothing at a kubelet that asks for nothing',
      (c) => c.metrics().receive(kubeletStatsReceiver({ authType: 'none', endpoint: 'http://${env:K8S_NODE_NAME}:10255' })),
      [],
    ],
    ['events', (c) => c.logs().receive(k8sEventsReceiver()), [{ apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: INFORM }]],
    [
      'objects of one namespace to count, and none of those that are in no namespace',
      (c) => c.metrics().receive(k8sClusterReceiver({ namespaces: ['shop'], distribution: 'openshift' })),
      [
        { apiGroups: [''], resources: ['pods', 'replicationcontrollers', 'resourcequotas', 'services'], verbs: INFORM, in: 'shop' },
        { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: INFORM, in: 'shop' },
        { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: INFORM, in: 'shop' },
        { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: INFORM, in: 'shop' },
      ],
    ],
    [
      'all objects to count, with quotas of OpenShift, volumes and endpoints where metrics of them are on',
      (c) =>
        c.metrics().receive(
          k8sClusterReceiver({
            distribution: 'openshift',
            metrics: { 'k8s.persistentvolume.status.phase': { enabled: true }, 'k8s.service.endpoint.count': { enabled: true } },
          }),
        ),
      [
        { apiGroups: [''], resources: ['namespaces', 'nodes', 'persistentvolumes'], verbs: INFORM },
        { apiGroups: [''], resources: ['pods', 'replicationcontrollers', 'resourcequotas', 'services'], verbs: INFORM },
        { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: INFORM },
        { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: INFORM },
        { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: INFORM },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: INFORM },
        { apiGroups: ['quota.openshift.io'], resources: ['clusterresourcequotas'], verbs: INFORM },
      ],
    ],
    [
      'endpoints to spread over, in the namespace of their Service',
      (c) =>
        c.traces().export(loadBalancingExporter({ resolver: { k8s: { service: 'tempo.obs', ports: [4317] } }, protocol: { otlp: {} } })),
      [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: INFORM, in: 'obs' }],
    ],
    [
      'endpoints of its own namespace',
      (c) => c.traces().export(loadBalancingExporter({ resolver: { k8s: { service: 'tempo', ports: [4317] } }, protocol: { otlp: {} } })),
      [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: INFORM, in: 'telemetry' }],
    ],
    [
      'pods of two namespaces and all nodes, to observe them',
      (c) => c.addExtension(k8sObserverExtension({ namespaces: ['shop', 'till'], observeNodes: true })),
      [
        { apiGroups: [''], resources: ['nodes'], verbs: INFORM },
        { ...PODS, in: 'shop' },
        { ...PODS, in: 'till' },
      ],
    ],
    [
      'its node and the uid of the cluster, and what kubeadm and OpenShift know',
      (c) => c.traces().process(resourceDetectionProcessor({ detectors: ['env', 'k8s_api', 'kubeadm', 'openshift', 'eks'] })),
      [
        { apiGroups: [''], resources: ['namespaces'], verbs: ['get'], resourceNames: ['kube-system'] },
        { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
        { apiGroups: ['config.openshift.io'], resources: ['infrastructures'], verbs: ['get'], resourceNames: ['cluster'] },
        { apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: ['kubeadm-config'], in: 'kube-system' },
        { apiGroups: [''], resources: ['namespaces'], verbs: ['get'], resourceNames: ['kube-system'], in: 'kube-system' },
      ],
    ],
  ])('is allowed to read %s', (_, change, rules) => {
    expect(grantedBy(change)).toEqual(rules);
    // The gateway is a Deployment: kubelet_stats warns that it runs on some nodes only.
    expect(printedWarnings().filter((line) => line !== 'receiver/one-node hub/gateway/Resource')).toEqual([]);
  });

  it('may be an extension that another component refers to, which makes and renews one lease', () => {
    const k8sLeaderElector = k8sLeaderElectorExtension({ leaseName: 'gateway', leaseNamespace: 'telemetry' });
    const rules = grantedBy((collector) => collector.metrics().receive(k8sClusterReceiver({ k8sLeaderElector })));
    const lease = { apiGroups: ['coordination.k8s.io'], resources: ['leases'], in: 'telemetry' };
    expect(rules).toContainEqual({ ...lease, verbs: ['create'] });
    expect(rules).toContainEqual({ ...lease, verbs: ['get', 'update'], resourceNames: ['gateway'] });
    expect(rules).toContainEqual({ apiGroups: [''], resources: expect.arrayContaining(['pods', 'services']) as unknown, verbs: INFORM });
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
    expect(inOrder).toHaveLength(2);
  });

  it("is of the whole cluster, and the binding names the namespace, in somebody else's chart too", () => {
    const chart = new Chart(new App(), 'plain', { namespace: 'observability' });
    new CollectorPipeline(chart, 'gateway').traces().receive(otlpReceiver()).process(k8sAttributesProcessor()).export(debugExporter());
    const [, role, binding] = Testing.synth(chart) as [KubeObject, KubeObject, KubeObject];
    expect(role).toMatchObject({ kind: 'ClusterRole', metadata: { name: 'observability.gateway.collector' } });
    expect(binding).toMatchObject({ kind: 'ClusterRoleBinding', subjects: [{ name: 'gateway-account', namespace: 'observability' }] });
    expect([role.metadata.namespace, binding.metadata.namespace]).toEqual([undefined, undefined]);
  });

  it('is of one namespace where the program says so', () => {
    const access = { apiGroups: [''], resources: ['configmaps'], resourceNames: ['targets'], verbs: ['get'] };
    expect(grantedBy((c) => c.addAccess({ ...access, namespace: 'shop' }, access))).toEqual([access, { ...access, in: 'shop' }]);
    expect(() => gateway().addAccess({ ...access, namespace: 'No name' })).toThrow('access.namespace');
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
