import { processorOf } from '../catalogue/catalogued';

/** Changes attributes of spans, data points and log records. */
export const attributesProcessor = processorOf('attributes');

/**
 * Gathers telemetry into batches. What waits in it was acknowledged to the sender and is lost if the collector is killed: OTLP
 * exporters batch in their queue instead, and by default.
 */
export const batchProcessor = processorOf('batch', {
  defaults: (_, { sendBatchMaxSize: max = 0, sendBatchSize: size = max > 0 ? Math.min(8192, max) : 8192 }) => ({
    send_batch_size: size,
    send_batch_max_size: size,
    timeout: '200ms',
  }),
});

/** Makes deltas of cumulative metrics. Needs all points of a series in one pod. */
export const cumulativeToDeltaProcessor = processorOf('cumulative_to_delta');

/** Makes cumulative metrics of deltas. Needs all points of a series in one pod. */
export const deltaToCumulativeProcessor = processorOf('delta_to_cumulative');

/** Makes rates of deltas. */
export const deltaToRateProcessor = processorOf('delta_to_rate');

/** Finds the templates of log messages. */
export const drainProcessor = processorOf('drain');

/** Drops telemetry that fulfils a condition. */
export const filterProcessor = processorOf('filter');

/** Groups telemetry under resources by some of its attributes. */
export const groupbyattrsProcessor = processorOf('groupbyattrs');

/** Holds spans back until their trace is complete. Needs all spans of a trace in one pod. */
export const groupbytraceProcessor = processorOf('groupbytrace');

/** Sends metrics on once in an interval. */
export const intervalProcessor = processorOf('interval');

/** Adds what Kubernetes knows of the pod that telemetry comes from. Brings the access that what it extracts needs. */
export const k8sAttributesProcessor = processorOf('k8s_attributes');

/** Sends equal log records as one, with their number. */
export const logDedupProcessor = processorOf('log_dedup');

/**
 * Refuses telemetry before the container runs out of memory. Collectors add it by themselves, so this is for other limits:
 * those of one pipeline are those of the whole collector.
 */
export const memoryLimiterProcessor = processorOf('memory_limiter', {
  defaults: (_, { limit, limitPercentage }) => ({
    check_interval: '1s',
    ...(limit === undefined && limitPercentage === undefined && { limit_percentage: 80, spike_limit_percentage: 25 }),
  }),
});

/** Changes names, labels and values of metrics. */
export const metricsTransformProcessor = processorOf('metrics_transform');

/** Calculates metrics from others. */
export const metricsgenerationProcessor = processorOf('metricsgeneration');

/** Keeps a share of traces or log records, by chance. */
export const probabilisticSamplerProcessor = processorOf('probabilistic_sampler');

/** Removes attributes that are not allowed, and masks values. */
export const redactionProcessor = processorOf('redaction');

/** Changes attributes of the resource that telemetry comes from. */
export const resourceProcessor = processorOf('resource');

/** Adds what the surroundings of the collector tell: cloud, node, container. Detectors that ask the Kubernetes API bring the access they need. */
export const resourceDetectionProcessor = processorOf('resource_detection');

/**
 * Keeps whole traces by what is in them. Needs all spans of a trace in one pod: one replica, or `loadBalancedExporter` in front.
 */
export const tailSamplingProcessor = processorOf('tail_sampling');

/** Changes telemetry by statements of the OpenTelemetry Transformation Language. */
export const transformProcessor = processorOf('transform');
