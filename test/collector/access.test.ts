import { App, Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  EnvironmentSource,
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
  type CollectorPipelineProps,
} from '../../constructs';
import { at, gateway, network, networkOf, objectOf, objectsOf, readTree, type KubeObject } from '../helpers';

const READ = ['get', 'list', 'watch'];
const INFORM = ['list', 'watch'];

/** What the service account of a collector may do: rules, each with the namespace of its role where it is not of the whole cluster. */
function grantedBy(change: (collector: CollectorPipeline) => unknown, props: CollectorPipelineProps = {}): unknown {
  const collector = gateway(props);
  change(collector);
  const objects = objectsOf(networkOf(collector));
  return ['ClusterRole', 'Role']
    .flatMap((wanted) => objects.filter(({ kind }) => kind === wanted))
    .flatMap((role) => (at(role, 'rules') as object[]).map((rule) => ({ ...rule, ...inNamespace(role) })));
}

function inNamespace({ metadata: { namespace } }: KubeObject): object {
  return namespace === undefined ? {} : { in: namespace };
}

const PODS = { apiGroups: [''], resources: ['pods'], verbs: INFORM };

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

  it.each<[string, Parameters<typeof k8sAttributesProcessor>[0], unknown]>([
    ['pods, if nothing is said', {}, [PODS]],
    ['pods of one namespace', { filter: { namespace: 'shop' } }, [{ ...PODS, in: 'shop' }]],
    ['pods of the cluster where the namespace is known there alone', { filter: { namespace: '${env:SHOP}' } }, [PODS]],
    [
      'ReplicaSets, for the uid of Deployments',
      { extract: { metadata: ['k8s.deployment.uid'] }, filter: { namespace: 'shop' } },
      [
        { ...PODS, in: 'shop' },
        { apiGroups: ['apps'], resources: ['replicasets'], verbs: INFORM, in: 'shop' },
      ],
    ],
    [
      'ReplicaSets, where names of Deployments are not read off theirs',
      { extract: { deploymentNameFromReplicaset: false } },
      [PODS, { apiGroups: ['apps'], resources: ['replicasets'], verbs: INFORM }],
    ],
    [
      'no ReplicaSets for names that are not extracted',
      { extract: { metadata: ['k8s.pod.name'], deploymentNameFromReplicaset: false } },
      [PODS],
    ],
    [
      'the owners that labels and annotations are of',
      {
        extract: {
          labels: [{ key: 'a', from: 'deployment' }, { key: 'b', from: 'pod' }, { key: 'c' }],
          annotations: [
            { key: 'd', from: 'daemonset' },
            { key: 'e', from: 'statefulset' },
            { key: 'f', from: 'job' },
          ],
        },
      },
      [
        PODS,
        { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: INFORM },
        { apiGroups: ['batch'], resources: ['jobs'], verbs: INFORM },
      ],
    ],
    [
      'jobs, for the uid of CronJobs',
      { extract: { metadata: ['k8s.cronjob.uid'] } },
      [PODS, { apiGroups: ['batch'], resources: ['jobs'], verbs: INFORM }],
    ],
    [
      'namespaces and nodes of the cluster beside pods of one namespace',
      {
        filter: { namespace: 'shop' },
        extract: { metadata: ['k8s.node.uid', 'k8s.cluster.uid'], labels: [{ key: 'team', from: 'namespace' }] },
      },
      [
        { apiGroups: [''], resources: ['namespaces'], verbs: INFORM },
        { apiGroups: [''], resources: ['nodes'], verbs: INFORM },
        { ...PODS, in: 'shop' },
      ],
    ],
    [
      'one namespace, for the uid of the cluster',
      { extract: { metadata: ['k8s.cluster.uid'] } },
      [{ apiGroups: [''], resources: ['namespaces'], verbs: INFORM, resourceNames: ['kube-system'] }, PODS],
    ],
    ['nothing where pods are not looked up', { passthrough: true }, []],
    ['nothing with a configuration of its own', { authType: 'kubeConfig' }, []],
  ])('is, as k8sAttributesProcessor, allowed to read %s', (_, options, rules) => {
    const environment = { SHOP: EnvironmentSource.text('shop') };
    expect(grantedBy((c) => c.traces().process(k8sAttributesProcessor(options)), { environment })).toEqual(rules);
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
