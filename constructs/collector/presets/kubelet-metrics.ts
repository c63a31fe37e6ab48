import type { Duration } from 'cdk8s';

import type { KubeletStatsReceiverOptions } from '../../../imports/otelcol/receivers';
import type { Receiver } from '../catalogue/component';
import { NODE_IP, NODE_NAME } from './pod-variables';
import { presetOf, type PodNeeds } from './preset-receiver';

/** Options of `kubeletMetrics`. */
export interface KubeletMetricsOptions {
  /** Name, if there is more than one in a collector: a DNS label of at most 20 characters. @default - none: the id is `kubelet_stats` */
  readonly name?: string;
  /** How often the kubelet is asked. @default - the collector's: every 10 seconds */
  readonly collectionInterval?: Duration;
  /** Of what there are metrics. @default - the collector's: containers, pods and the node */
  readonly metricGroups?: KubeletStatsReceiverOptions['metricGroups'];
  /** Labels that are looked up besides. @default - none */
  readonly extraMetadataLabels?: KubeletStatsReceiverOptions['extraMetadataLabels'];
  /** Metrics that are on or off by name. @default - the collector's */
  readonly metrics?: KubeletStatsReceiverOptions['metrics'];
  /**
   * Takes any certificate of the kubelet. By default it has to be for the address of the node and signed by the CA of the cluster, which
   * kubelets have with `serverTLSBootstrap: true`; one that they sign themselves is refused, and there are no metrics. With this, whoever
   * answers at the address of the node gets the token of the collector's service account.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/**
 * Metrics of containers, pods and their node from the kubelet, which each pod asks at the address of its own node: for a daemonset. Built on
 * `kubelet_stats`.
 *
 * Brings its access: `nodes/stats` by the kubelet, which asks the API server, and what its options ask for besides.
 *
 * @throws ArgumentError if the name is no DNS label, or too long
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/kubeletstatsreceiver
 */
export function kubeletMetrics({ name, ...options }: KubeletMetricsOptions = {}): Receiver<'metrics'> {
  return presetOf('kubelet_stats', { factory: 'kubeletMetrics', name, given: options, options: receiverOptions, needs: podNeeds });
}

function readsNode({ metrics = {} }: KubeletMetricsOptions): boolean {
  return Object.entries(metrics).some(([metric, { enabled }]) => enabled === true && metric.endsWith('.node.utilization'));
}

const receiverOptions = (given: KubeletMetricsOptions): KubeletStatsReceiverOptions => {
  const ofNode = readsNode(given);
  const asksApi = ofNode || (given.extraMetadataLabels ?? []).includes('k8s.volume.type');
  return {
    authType: 'serviceAccount',
    endpoint: `https://${NODE_IP.text}:10250`,
    ...(ofNode && { node: NODE_NAME.text }),
    ...(asksApi && { k8sApiConfig: { authType: 'serviceAccount' } }),
    ...given,
  };
};

const podNeeds = (given: KubeletMetricsOptions): PodNeeds => ({
  environment: { ...NODE_IP.environment, ...(readsNode(given) && NODE_NAME.environment) },
});
