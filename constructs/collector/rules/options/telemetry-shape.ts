import type { Shape } from './shape';

const TEXTS: Shape = { list: 'text' };
const INCLUDED: Shape = { fields: { included: TEXTS, excluded: TEXTS } };
/** Lists of pairs; version 0.2 of the format has an object instead. */
const HEADERS: Shape = { either: [{ list: { fields: { name: 'text', value: 'text' } } }, 'record'] };

const OTLP = {
  certificate: 'text',
  client_certificate: 'text',
  client_key: 'text',
  compression: 'text',
  endpoint: 'text',
  headers: HEADERS,
  headers_list: 'text',
  insecure: 'boolean',
  protocol: 'text',
  timeout: 'integer',
} as const;

const SIMPLE_EXPORTER = { console: 'record', otlp: { fields: OTLP } } as const;
/** The collector stops with a batch processor that has no endpoint. */
const BATCH_EXPORTER = { console: 'record', otlp: { fields: OTLP, required: ['endpoint'] } } as const;
const ZIPKIN = { zipkin: { fields: { endpoint: 'text', timeout: 'integer' } } } as const;

function processors(more: Readonly<Record<string, Shape>>): Shape {
  const batch: Shape = {
    fields: {
      export_timeout: 'integer',
      exporter: { fields: { ...BATCH_EXPORTER, ...more } },
      max_export_batch_size: 'integer',
      max_queue_size: 'integer',
      schedule_delay: 'integer',
    },
  };
  return { list: { fields: { batch, simple: { fields: { exporter: { fields: { ...SIMPLE_EXPORTER, ...more } } } } } } };
}

const PROMETHEUS: Shape = {
  fields: {
    host: 'text',
    port: 'integer',
    with_resource_constant_labels: INCLUDED,
    without_scope_info: 'boolean',
    without_type_suffix: 'boolean',
    without_units: 'boolean',
  },
};

const READERS: Shape = {
  list: {
    fields: {
      periodic: {
        fields: {
          exporter: {
            fields: {
              console: 'record',
              otlp: { fields: { ...OTLP, default_histogram_aggregation: 'text', temporality_preference: 'text' } },
            },
          },
          interval: 'integer',
          timeout: 'integer',
        },
      },
      producers: 'any',
      pull: { fields: { exporter: { fields: { prometheus: PROMETHEUS } } } },
    },
  },
};

const VIEWS: Shape = {
  list: {
    fields: {
      selector: {
        fields: {
          instrument_name: 'text',
          instrument_type: 'text',
          meter_name: 'text',
          meter_schema_url: 'text',
          meter_version: 'text',
          unit: 'text',
        },
      },
      stream: {
        fields: {
          aggregation: {
            fields: {
              base2_exponential_bucket_histogram: { fields: { max_scale: 'integer', max_size: 'integer', record_min_max: 'boolean' } },
              default: 'record',
              drop: 'record',
              explicit_bucket_histogram: { fields: { boundaries: { list: 'number' }, record_min_max: 'boolean' } },
              last_value: 'record',
              sum: 'record',
            },
          },
          attribute_keys: INCLUDED,
          description: 'text',
          name: 'text',
        },
      },
    },
  },
};

const SAMPLERS = {
  always_off: 'record',
  always_on: 'record',
  trace_id_ratio_based: { fields: { ratio: 'number' } },
} as const;

const SAMPLER: Shape = {
  fields: {
    ...SAMPLERS,
    jaeger_remote: { fields: { endpoint: 'text', initial_sampler: 'any', interval: 'integer' } },
    parent_based: {
      fields: Object.fromEntries(
        ['local_parent_not_sampled', 'local_parent_sampled', 'remote_parent_not_sampled', 'remote_parent_sampled', 'root'].map((name) => [
          name,
          { fields: { ...SAMPLERS, jaeger_remote: 'any', parent_based: 'any' } },
        ]),
      ),
    },
  },
};

const TELEMETRY_LEVELS = ['none', 'basic', 'normal', 'detailed'];

const LOGS = {
  level: { levels: ['debug', 'info', 'warn', 'error', 'dpanic', 'panic', 'fatal'], also: ['warning', ''] },
  development: 'boolean',
  encoding: { choices: ['console', 'json'] },
  disable_caller: 'boolean',
  disable_stacktrace: 'boolean',
  sampling: { fields: { enabled: 'boolean', tick: 'duration', initial: 'integer', thereafter: 'integer' } },
  output_paths: TEXTS,
  error_output_paths: TEXTS,
  initial_fields: 'record',
  processors: processors({}),
  disable_zap_resource: 'boolean',
} as const;

const METRICS = { level: { levels: TELEMETRY_LEVELS }, address: 'any', readers: READERS, views: VIEWS } as const;

const LIMITS = [
  'attribute_count_limit',
  'attribute_value_length_limit',
  'event_attribute_count_limit',
  'event_count_limit',
  'link_attribute_count_limit',
  'link_count_limit',
];

const TRACES = {
  level: { levels: TELEMETRY_LEVELS },
  limits: { fields: Object.fromEntries(LIMITS.map((name) => [name, 'integer' as const])) },
  processors: processors(ZIPKIN),
  propagators: TEXTS,
  sampler: SAMPLER,
} as const;

/** Settings of the telemetry of the collector. The resource has a separate check: its keys are names of attributes. */
export const TELEMETRY: Shape = {
  fields: { logs: { fields: LOGS }, metrics: { fields: METRICS }, traces: { fields: TRACES }, resource: 'record' },
};

/** Settings of the resource that are no attributes. */
export const RESOURCE: Readonly<Record<string, Shape>> = {
  attributes: { list: { fields: { name: 'text', type: 'any', value: 'any' } } },
  detectors: { fields: { attributes: INCLUDED } },
  'detection/development': 'any',
  schema_url: 'text',
};
