/** Objects of the configuration of Prometheus that are options of components. */
export const PROMETHEUS_OBJECTS = ['Config', 'HttpClientConfig', 'HttpSdConfig'] as const;
export type PrometheusObjectName = (typeof PROMETHEUS_OBJECTS)[number];

/** Name of the interface of an object. */
export function prometheusType(object: string): string {
  return `Prometheus${object}`;
}
