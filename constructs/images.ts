/**
 * Every image that this package names, in one place.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-releases
 */
export const IMAGES = {
  /** Collector, distribution `k8s`: receivers, processors and extensions for Kubernetes, `file_storage` among them. */
  collector: 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:0.158.0',
  /** Collector, core distribution. */
  collectorCore: 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector:0.158.0',
  /** Collector, distribution `contrib`: everything. */
  collectorContrib: 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib:0.158.0',
  /** Collector, distribution `otlp`: OTLP alone. */
  collectorOtlp: 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-otlp:0.158.0',
  /** Jaeger v2, which is a collector of its own. */
  jaeger: 'jaegertracing/jaeger:2.20.0',
  /** Jaeger v1, the last that upstream made. */
  jaegerAllInOne: 'jaegertracing/all-in-one:1.65.0',
  /** The trace generator of the original example: Jaeger thrift compact over UDP. No released tag of it is known. */
  jaegerTest: 'ghcr.io/frzifus/jaeger-otel-test',
  /** OpenTelemetry's own generator: OTLP. */
  telemetrygen: 'ghcr.io/open-telemetry/opentelemetry-collector-contrib/telemetrygen:v0.158.0',
} as const;

/** The user id that the collector, Jaeger and telemetrygen images run as. */
export const IMAGE_USER = 10_001;
