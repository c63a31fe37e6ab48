import { exporterOf } from '../catalogue/catalogued';
import type { Component, ComponentConfig } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { NO_QUEUE } from '../delivery/delivery';

/** Whether what is not taken goes back to the sender: the collector acknowledges after export, and the program says nothing of a queue. */
function sendsBack(host: CollectorHost, exporter: Component, said: readonly unknown[]): boolean {
  return said.every((option) => option === undefined) && host.placeOf(exporter).isAcknowledgedAfter;
}

/** Prints telemetry to the collector's log: the successor of `logging`, which is gone. */
export const debugExporter = exporterOf('debug', { defaults: () => ({ verbosity: 'basic' }) });

/** Writes telemetry to files, on a volume of the collector's pods. */
export const fileExporter = exporterOf('file');

/**
 * Spreads telemetry over several collectors so that what belongs together, such as the spans of a trace, goes to one and the same. For a
 * collector of this program use its `loadBalancedExporter`.
 */
export const loadBalancingExporter = exporterOf('load_balancing', {
  defaults: (host, { sendingQueue, retryOnFailure, protocol }, component) =>
    sendsBack(host, component, [sendingQueue, retryOnFailure, protocol?.otlp?.sendingQueue, protocol?.otlp?.retryOnFailure])
      ? { protocol: { otlp: NO_QUEUE } }
      : {},
});

/** Drops everything: for tests and examples. */
export const nopExporter = exporterOf('nop');

/** Offers metrics for Prometheus to scrape, on port 8889 unless said otherwise. */
export const prometheusExporter = exporterOf('prometheus', { defaults: ({ listenHost }) => ({ endpoint: `${listenHost}:8889` }) });

const REMOTE_WRITE_QUEUE: ComponentConfig = {
  // The pause is the first one, each time: this exporter does not take those that follow from the settings.
  retry_on_failure: { enabled: true, initial_interval: '5s', max_elapsed_time: '0s' },
  // In requests, and far below the collector's 10,000: what does not fit is refused, and waits at the sender.
  remote_write_queue: { enabled: true, queue_size: 1000 },
};

/**
 * Writes metrics to Prometheus or what speaks its remote-write protocol. The `contrib` and core images have it, the `k8s` image has not.
 *
 * Attributes of the resource become labels, but for those that are `job` and `instance` anyway: without `k8s_cluster_name` all edges would
 * write the same series. Metrics that are not cumulative are dropped.
 *
 * Where the collector acknowledges after export, see `acknowledge` of `CollectorPipeline`, what the backend does not take goes back to the
 * sender, which keeps it. Elsewhere it waits in a queue in memory: batches are sent one after the other, which keeps samples in order, and
 * each is tried every 5 seconds for as long as `timeout` says, 5 minutes. This exporter gives up at its timeout, whatever `retryOnFailure`
 * says.
 */
export const prometheusRemoteWriteExporter = exporterOf('prometheus_remote_write', {
  defaults: (host, { remoteWriteQueue, retryOnFailure, wal }, component) => ({
    // A timeout is an answer for good: it has to come after that of a sender, which tries again.
    timeout: '5m',
    ...(sendsBack(host, component, [remoteWriteQueue, retryOnFailure, wal])
      ? { retry_on_failure: { enabled: false }, remote_write_queue: { enabled: false } }
      : REMOTE_WRITE_QUEUE),
    resource_to_telemetry_conversion: { enabled: true, exclude_service_attributes: true },
    send_metadata: true,
  }),
  // Too many requests at a time is no reason to drop them.
  featureGates: ['exporter.prometheusremotewritexporter.RetryOn429'],
});

/** Sends traces to Zipkin: what cannot be sent goes back to the sender where the collector acknowledges after export, and is tried for ever elsewhere. */
export const zipkinExporter = exporterOf('zipkin', {
  defaults: (host, { sendingQueue, retryOnFailure }, component) =>
    sendsBack(host, component, [sendingQueue, retryOnFailure]) ? NO_QUEUE : { retry_on_failure: { max_elapsed_time: '0s' } },
});
