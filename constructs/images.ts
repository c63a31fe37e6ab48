import { VERSIONS } from '../imports/versions';

const COLLECTOR = 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector';

/**
 * Every image that this package names, in one place.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-releases
 */
export const IMAGES = {
  /** Collector, distribution `k8s`: receivers, processors and extensions for Kubernetes, `file_storage` among them. */
  collector: `${COLLECTOR}-k8s:${VERSIONS.collector}`,
  /** Collector, core distribution. */
  collectorCore: `${COLLECTOR}:${VERSIONS.collector}`,
  /** Collector, distribution `contrib`: everything. */
  collectorContrib: `${COLLECTOR}-contrib:${VERSIONS.collector}`,
  /** Collector, distribution `otlp`: OTLP alone. */
  collectorOtlp: `${COLLECTOR}-otlp:${VERSIONS.collector}`,
  /** Jaeger v2, which is a collector of its own. */
  jaeger: `jaegertracing/jaeger:${VERSIONS.jaeger}`,
  /** Jaeger v1, the last that upstream made. */
  jaegerAllInOne: `jaegertracing/all-in-one:${VERSIONS.jaegerAllInOne}`,
  /** The trace generator of the original example: Jaeger thrift compact over UDP. No released tag of it is known. */
  jaegerTest: 'ghcr.io/frzifus/jaeger-otel-test',
  /** OpenTelemetry's own generator: OTLP. */
  telemetrygen: `ghcr.io/open-telemetry/opentelemetry-collector-contrib/telemetrygen:v${VERSIONS.collector}`,
} as const;

/** The user id that the collector, Jaeger and telemetrygen images run as. */
export const IMAGE_USER = 10_001;
