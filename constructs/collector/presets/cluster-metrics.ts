import type { Duration } from 'cdk8s';

import type { K8sClusterReceiverOptions } from '../../../imports/otelcol/receivers';
import { Platform } from '../../synth/placement';
import type { Receiver } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { LeaderElector } from './leader-elector';
import { presetOf } from './preset-receiver';

/** Options of `clusterMetrics`. */
export interface ClusterMetricsOptions {
  /** Name, if there is more than one in a collector: a DNS label of at most 20 characters. @default - none: the id is `k8s_cluster` */
  readonly name?: string;
  /** How often metrics are given. @default - the collector's: every 10 seconds */
  readonly collectionInterval?: Duration;
  /** Only what is in these namespaces: neither nodes nor namespaces then. @default - the whole cluster */
  readonly namespaces?: readonly string[];
  /** Conditions of nodes to report, for example `MemoryPressure`. @default - the collector's: `Ready` */
  readonly nodeConditionsToReport?: readonly string[];
  /** Resources of nodes to report what can be allocated of, for example `cpu` and `memory`. @default - none */
  readonly allocatableTypesToReport?: readonly string[];
  /** Metrics that are on or off by name. @default - the collector's */
  readonly metrics?: K8sClusterReceiverOptions['metrics'];
}

/**
 * Metrics of the objects of a cluster, as the API server knows them: phases of pods, replicas wanted and there, conditions of nodes,
 * quotas. Built on `k8s_cluster`; on OpenShift with its quotas.
 *
 * Brings its access to the Kubernetes API, and the election of the one pod that reads: however many pods the collector has, and while one
 * takes the place of another, everything is counted once.
 *
 * @throws ArgumentError if the name is no DNS label, or too long
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/k8sclusterreceiver
 */
export function clusterMetrics({ name, ...options }: ClusterMetricsOptions = {}): Receiver<'metrics'> {
  const elector = new LeaderElector(name ?? 'cluster-metrics');
  return presetOf('k8s_cluster', {
    factory: 'clusterMetrics',
    name,
    given: { ...options, k8sLeaderElector: elector },
    options: receiverOptions,
    extensions: [elector],
  });
}

const receiverOptions = (
  given: ClusterMetricsOptions & Pick<K8sClusterReceiverOptions, 'k8sLeaderElector'>,
  { platform }: CollectorHost,
): K8sClusterReceiverOptions => ({
  authType: 'serviceAccount',
  ...(platform === Platform.OPENSHIFT && { distribution: 'openshift' }),
  ...given,
});
