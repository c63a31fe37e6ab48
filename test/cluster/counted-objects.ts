/** A container as the objects here have it. */
const CONTAINER = { name: 'app', image: 'registry.example.com/app:1', resources: { limits: { cpu: '1' } } };

/** What the objects of a namespace are made of. */
const NAMESPACE = 'shop';

function template(labels: Readonly<Record<string, string>>): unknown {
  return { metadata: { labels }, spec: { containers: [CONTAINER] } };
}

function object(apiVersion: string, kind: string, name: string, spec: object = {}): object {
  return { apiVersion, kind, metadata: { name, namespace: NAMESPACE }, spec };
}

/** An object of each kind that a cluster is counted by, as somebody makes it. No controller runs: they stay as they are. */
export function countedObjects(): unknown {
  const labels = { app: 'till' };
  const replicated = { replicas: 3, selector: { matchLabels: labels }, template: template(labels) };
  const job = { template: { spec: { containers: [CONTAINER], restartPolicy: 'Never' } } };
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
      { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' }, status: { conditions: [{ type: 'Ready', status: 'True' }] } },
      object('v1', 'Pod', 'till-0', { containers: [CONTAINER] }),
      object('v1', 'ReplicationController', 'till', { replicas: 3, selector: labels, template: template(labels) }),
      object('v1', 'ResourceQuota', 'all', { hard: { pods: '10' } }),
      object('v1', 'Service', 'till', { ports: [{ port: 80 }], selector: labels }),
      object('apps/v1', 'DaemonSet', 'till', { selector: { matchLabels: labels }, template: template(labels) }),
      object('apps/v1', 'Deployment', 'till', replicated),
      object('apps/v1', 'ReplicaSet', 'till', replicated),
      object('apps/v1', 'StatefulSet', 'till', { ...replicated, serviceName: 'till' }),
      object('batch/v1', 'Job', 'till', { ...job, parallelism: 2 }),
      object('batch/v1', 'CronJob', 'till', { schedule: '0 0 * * *', jobTemplate: { spec: job } }),
      object('autoscaling/v2', 'HorizontalPodAutoscaler', 'till', {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'till' },
        maxReplicas: 5,
      }),
    ],
  };
}

/** An event about a pod, as controllers write them. */
export function eventNamed(name: string): unknown {
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name, namespace: NAMESPACE },
    eventTime: new Date().toISOString().replace('Z', '000Z'),
    reportingController: 'example.com/till',
    reportingInstance: 'till-0',
    action: 'Paying',
    reason: 'Paid',
    type: 'Normal',
    note: `the note of ${name}`,
    regarding: { apiVersion: 'v1', kind: 'Pod', namespace: NAMESPACE, name: 'till-0' },
  };
}

/** What a controller writes of the quota, for `kubectl patch`. */
export const QUOTA_STATUS: readonly string[] = [
  ...['resourcequota', 'all', '--namespace', NAMESPACE, '--subresource', 'status'],
  ...['--type', 'merge', '--patch', JSON.stringify({ status: { hard: { pods: '10' }, used: { pods: '1' } } })],
];

/** A metric of each kind that has one, with what it is of these objects. */
export const COUNTED: readonly { readonly metric: string; readonly value: number }[] = [
  { metric: 'k8s.namespace.phase', value: 1 },
  { metric: 'k8s.node.condition_ready', value: 1 },
  { metric: 'k8s.pod.phase', value: 1 },
  { metric: 'k8s.container.cpu_limit', value: 1 },
  { metric: 'k8s.replication_controller.desired', value: 3 },
  { metric: 'k8s.resource_quota.hard_limit', value: 10 },
  { metric: 'k8s.daemonset.desired_scheduled_nodes', value: 0 },
  { metric: 'k8s.deployment.desired', value: 3 },
  { metric: 'k8s.replicaset.desired', value: 3 },
  { metric: 'k8s.statefulset.desired_pods', value: 3 },
  { metric: 'k8s.job.max_parallel_pods', value: 2 },
  { metric: 'k8s.cronjob.active_jobs', value: 0 },
  { metric: 'k8s.hpa.max_replicas', value: 5 },
];
