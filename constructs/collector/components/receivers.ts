import { EnvironmentSource } from '../pods/environment';
import { receiverOf } from '../catalogue/catalogued';

/** Reads log files. The collector's pods need them mounted; `podLogs` is all that logs of pods take. */
export const fileLogReceiver = receiverOf('file_log');

/** Receives logs over the Fluent forward protocol, on port 8006 unless said otherwise. */
export const fluentForwardReceiver = receiverOf('fluent_forward', { defaults: ({ listenHost }) => ({ endpoint: `${listenHost}:8006` }) });

/** Reads metrics of the machine: one collector on each node, for which `hostMetrics` brings the node's files. */
export const hostMetricsReceiver = receiverOf('host_metrics');

/** Asks HTTP endpoints and reports how they answer. */
export const httpCheckReceiver = receiverOf('http_check');

/** Reads logs of systemd's journal. The collector's pods need it mounted, and an image with `journalctl`. */
export const journaldReceiver = receiverOf('journald');

/** Reads metrics of the objects of a cluster: one pod for a cluster. Brings the access it needs. */
export const k8sClusterReceiver = receiverOf('k8s_cluster');

/** Reads events of Kubernetes: one pod for a cluster. Brings the access it needs. */
export const k8sEventsReceiver = receiverOf('k8s_events');

/** Lists or watches objects of Kubernetes: one pod for a cluster. Brings the access to the objects it names. */
export const k8sObjectsReceiver = receiverOf('k8s_objects');

/** Reads metrics of pods and containers from the kubelet: one collector on each node, which it asks at the node's name. Brings the access it needs. */
export const kubeletStatsReceiver = receiverOf('kubelet_stats', {
  defaults: () => ({ auth_type: 'serviceAccount', endpoint: 'https://${env:K8S_NODE_NAME}:10250' }),
  environment: { K8S_NODE_NAME: EnvironmentSource.field('spec.nodeName') },
});

/** Receives nothing: for tests and examples. */
export const nopReceiver = receiverOf('nop');

/**
 * Scrapes metrics as Prometheus does. It brings access for `kubernetes_sd_configs`.
 *
 * `config` is the configuration of Prometheus, with the names of its reference. A `Duration` is written as `1m30s`, a `Size` as `10MiB`.
 * The rule component/options reports what Prometheus refuses.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export const prometheusReceiver = receiverOf('prometheus');

/** Receives traces from Zipkin clients, on port 9411 unless said otherwise. */
export const zipkinReceiver = receiverOf('zipkin', { defaults: ({ listenHost }) => ({ endpoint: `${listenHost}:9411` }) });
