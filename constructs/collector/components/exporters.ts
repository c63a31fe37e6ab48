import { exporterOf } from '../catalogued';
import { endpointsAccess } from './kubernetes-access';

/** Prints telemetry to the collector's log: the successor of `logging`, which is gone. */
export const debugExporter = exporterOf('debug', { defaults: () => ({ verbosity: 'basic' }) });

/** Writes telemetry to files, on a volume of the collector's pods. */
export const fileExporter = exporterOf('file');

/**
 * Spreads telemetry over several collectors so that what belongs together, such as the spans of a trace, goes to one and the same. For a
 * collector of this program use its `loadBalancedExporter`.
 */
export const loadBalancingExporter = exporterOf('load_balancing', {
  access: ({ resolver }) => (resolver?.k8s === undefined ? [] : endpointsAccess(resolver.k8s.service)),
});

/** Drops everything: for tests and examples. */
export const nopExporter = exporterOf('nop');

/** Offers metrics for Prometheus to scrape, on port 8889 unless said otherwise. */
export const prometheusExporter = exporterOf('prometheus', { defaults: ({ listenHost }) => ({ endpoint: `${listenHost}:8889` }) });

/** Writes metrics to Prometheus or what speaks its remote-write protocol. The `contrib` and core images have it, the `k8s` image has not. */
export const prometheusRemoteWriteExporter = exporterOf('prometheus_remote_write');

/** Sends traces to Zipkin. */
export const zipkinExporter = exporterOf('zipkin');
