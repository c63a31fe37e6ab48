import type { SpanMetricsConnectorDimension, SpanMetricsConnectorOptions } from '../../../imports/otelcol/connectors';
import { connectorOf, type NamedOptions } from '../catalogue/catalogued';
import type { Connector } from '../catalogue/component';
import { EnvironmentSource } from '../pods/environment';
import type { Pipeline } from '../config/pipeline';

/** Attribute of a span, or of the resource that it comes from, that tells series apart. */
export type SpanMetricsDimension = string | SpanMetricsConnectorDimension;

/** Options of a collector's `addSpanMetrics`: those of the connector, and where it stands. */
export interface SpanMetricsOptions
  extends NamedOptions, Omit<SpanMetricsConnectorOptions, 'dimensions' | 'aggregationTemporality' | 'dimensionsCacheSize'> {
  /** The pipeline whose spans are counted. @default - the traces pipeline without a name */
  readonly from?: Pipeline<'traces'>;
  /** The pipeline that the metrics go to. @default - the metrics pipeline without a name */
  readonly to?: Pipeline<'metrics'>;
  /**
   * What tells series apart beside service, name, kind and status of a span and the cluster it comes from (`k8s.cluster.name`). Each
   * value makes series of its own: nothing that is different in every span.
   *
   * @default - nothing else
   */
  readonly dimensions?: readonly SpanMetricsDimension[];
  /** Whether values go on from the start of the collector or begin anew each time. Prometheus takes cumulative ones alone. @default 'cumulative' */
  readonly temporality?: 'cumulative' | 'delta';
}

/** The attribute that edges stamp on everything. */
const CLUSTER = 'k8s.cluster.name';

/** Where the connector reads which of several pods it counts in, which it writes on every point. */
export const INSTANCE = 'collector.instance.id';
const POD = 'OTELCOL_POD_UID';

/** Durations in seconds, with bounds of the semantic conventions, unless another histogram is asked for. */
const BUCKETS = ['5ms', '10ms', '25ms', '50ms', '75ms', '100ms', '250ms', '500ms', '750ms', '1s', '2500ms', '5s', '7500ms', '10s'];

/**
 * Metrics of how many spans there are, how long they take and how many fail: in seconds, without series that had no span for an hour,
 * and with at most 2,000 of each of 10,000 resources. Every pod writes series of its own, told by `collector.instance.id`, which is the
 * uid of the pod: made by two, a counter would go back and forth. To put it into a collector at once, see `addSpanMetrics`.
 *
 * @see https://opentelemetry.io/docs/specs/otel/metrics/data-model/#single-writer
 */
export const spanMetricsConnector = connectorOf('span_metrics', {
  defaults: (_, { histogram = {} }) => ({
    histogram: { unit: 's', ...(histogram.exponential === undefined && histogram.disable !== true && { explicit: { buckets: BUCKETS } }) },
    metrics_expiration: '1h',
    series_expiration: '1h',
    aggregation_cardinality_limit: 2000,
    resource_metrics_cache_size: 10_000,
  }),
  environment: { [POD]: EnvironmentSource.field('metadata.uid') },
  // Without it the connector makes up an id each time it starts: a pod that starts over and over would leave as many series behind.
  collectorAttributes: { [INSTANCE]: `\${env:${POD}}` },
});

/** The connector of `addSpanMetrics`. */
export function spanMetrics(
  from: Pipeline<'traces'>,
  to: Pipeline<'metrics'>,
  options: Omit<SpanMetricsOptions, 'from' | 'to'>,
): Connector<'traces', 'metrics'> {
  const { name = nameBetween(from, to), dimensions = [], temporality = 'cumulative', ...own } = options;
  const given = dimensions.map((dimension) => (typeof dimension === 'string' ? { name: dimension } : dimension));
  const isThere = given.some(({ name }) => name === CLUSTER);
  return spanMetricsConnector({
    ...own,
    ...(name !== undefined && { name }),
    dimensions: [...(isThere ? [] : [{ name: CLUSTER }]), ...given],
    aggregationTemporality: `AGGREGATION_TEMPORALITY_${temporality.toUpperCase()}`,
  });
}

/** A name for each pair of pipelines: connectors of one name are one, and would join all pipelines of either side. */
function nameBetween(from: Pipeline<'traces'>, to: Pipeline<'metrics'>): string | undefined {
  const [source, target] = [from, to].map(({ id, signal }) => (id === signal ? undefined : id.slice(signal.length + 1)));
  return source === target ? source : `${source ?? from.signal}-to-${target ?? to.signal}`;
}
