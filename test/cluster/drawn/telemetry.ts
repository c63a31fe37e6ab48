import * as fc from 'fast-check';

import type { RawConfig } from '../verdict/judge';
import { configWith } from './base';

/** Configurations with settings of the telemetry of the collector. One in a few has a fault. */
export function telemetryConfigs(): fc.Arbitrary<RawConfig> {
  return some({ logs: logs(), metrics: metrics(), traces: traces(), resource: resource(), other: fc.constant({}) }, ['other']).map(
    (telemetry) => configWith('traces', {}, { telemetry }),
  );
}

function logs(): fc.Arbitrary<RawConfig> {
  return some(
    {
      level: mostly(['debug', 'info', 'WARN', 'Error', 'fatal', 'panic', 'dpanic', ''], ['warning', 'trace', 'off', 1, 1.5]),
      encoding: mostly(['json', 'console'], ['text', 'JSON', '', 1]),
      development: mostly([true, false], ['true', 1]),
      disable_caller: mostly([true, false], ['yes']),
      disable_stacktrace: fc.boolean(),
      sampling: mostly(
        [{ enabled: true, tick: '10s', initial: 10, thereafter: 5 }, { enabled: false }, null],
        [{ tick: 'soon' }, { tick: '' }, { tick: 10 }, { initial: 'a' }, { every: 1 }, true],
      ),
      output_paths: mostly([['stdout'], ['stderr', 'stdout'], []], ['stdout', [1], 1]),
      error_output_paths: mostly([['stderr']], [{}]),
      initial_fields: mostly([{ a: 'b' }, { a: 1 }, {}], ['a', []]),
      processors: fc.array(logProcessor(), { maxLength: 2 }),
      disable_zap_resource: mostly([true], ['a']),
      no_such_field: fc.constant(1),
    },
    ['no_such_field'],
  );
}

function metrics(): fc.Arbitrary<RawConfig> {
  return some(
    {
      level: mostly(['none', 'basic', 'normal', 'Detailed'], ['high', 2, '', 'None ']),
      readers: fc.array(reader(), { maxLength: 2 }),
      views: mostly([[{ selector: { instrument_name: 'a*' }, stream: { aggregation: { drop: {} } } }], []], [[{ selectors: {} }], {}, 'a']),
      address: fc.constant('localhost:8888'),
    },
    ['address'],
  );
}

function traces(): fc.Arbitrary<RawConfig> {
  return some(
    {
      level: mostly(['none', 'basic', 'NORMAL'], ['all', true]),
      propagators: mostly([['tracecontext'], ['b3', 'tracecontext'], []], [['jaeger'], 'b3']),
      processors: fc.array(spanProcessor(), { maxLength: 2 }),
      sampler: mostly(
        [{ always_on: {} }, { trace_id_ratio_based: { ratio: 0.5 } }, { parent_based: { root: { always_off: {} } } }],
        [{ sometimes: {} }, { trace_id_ratio_based: { ratio: 'a' } }],
      ),
      limits: mostly([{ attribute_count_limit: 10 }], [{ attribute_count_limit: 'a' }]),
    },
    ['limits'],
  );
}

function resource(): fc.Arbitrary<RawConfig> {
  return mostly(
    [{ 'service.name': 'a' }, { 'service.name': null }, { 'a.b': 'c' }, { attributes: [{ name: 'a', value: 'b' }] }, {}],
    [
      { a: 1 },
      { a: true },
      { a: ['b'] },
      { attributes: [{ name: 'a' }] },
      { attributes: { a: 'b' } },
      { schema_url: 1 },
      { a: { b: 'c' } },
    ],
  ) as fc.Arbitrary<RawConfig>;
}

function reader(): fc.Arbitrary<unknown> {
  const prometheus = some(
    {
      host: mostly(['localhost', '0.0.0.0'], [1]),
      port: mostly([8888, 9999, 0], ['a', -1, 70000]),
      with_resource_constant_labels: mostly([{ included: ['a*'] }, { excluded: [] }], [['a'], { include: ['a'] }]),
      without_scope_info: mostly([true], ['a']),
      without_units: fc.boolean(),
      without_type_suffix: fc.boolean(),
      translation_strategy: mostly(['NoTranslation'], ['Other']),
      no_such_field: fc.constant(1),
    },
    ['no_such_field', 'translation_strategy'],
  );
  const pull = fc.oneof(
    {
      weight: 8,
      arbitrary: prometheus.map((settings) => ({ pull: { exporter: { prometheus: { host: 'localhost', port: 8888, ...settings } } } })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        { pull: {} },
        { pull: { exporter: {} } },
        { pull: { exporter: { other: {} } } },
        { push: {} },
        {},
        { pull: { exporter: { otlp: {} } } },
      ),
    },
  );
  const timing = some(
    { interval: mostly([10_000, 0], ['10s', -1, 1.5]), timeout: mostly([5_000], ['5s']), no_such_field: fc.constant(1) },
    ['no_such_field'],
  );
  const periodic = fc.tuple(timing, exporter()).map(([times, sink]) => ({ periodic: { ...times, exporter: sink } }));
  return fc.oneof({ weight: 2, arbitrary: pull }, { weight: 2, arbitrary: periodic });
}

function spanProcessor(): fc.Arbitrary<unknown> {
  const batch = fc
    .tuple(
      some(
        {
          schedule_delay: mostly([1000], ['1s', -1]),
          export_timeout: mostly([5000], ['5s']),
          max_queue_size: mostly([2048], [0, -1, 'a']),
          max_export_batch_size: mostly([512], [-1, 'a']),
          no_such_field: fc.constant(1),
        },
        ['no_such_field'],
      ),
      exporter(),
    )
    .map(([settings, sink]) => ({ batch: { ...settings, exporter: sink } }));
  return fc.oneof(
    { weight: 4, arbitrary: batch },
    { weight: 1, arbitrary: exporter().map((sink) => ({ simple: { exporter: sink } })) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>({}, { batch: {} }, { simple: {} }, { other: {} }) },
  );
}

function logProcessor(): fc.Arbitrary<unknown> {
  return spanProcessor();
}

function exporter(): fc.Arbitrary<unknown> {
  const otlp = some(
    {
      protocol: mostly(['grpc', 'http/protobuf'], ['http', 'http/json', 'udp', '']),
      endpoint: mostly(['http://localhost:4318', 'https://a.example:4317'], ['localhost:4317', 'a b', '://', '']),
      insecure: mostly([true, false], ['a']),
      timeout: mostly([10_000], ['10s', -1]),
      compression: mostly(['gzip', 'none'], ['zstd', 1]),
      headers: mostly([[{ name: 'a', value: 'b' }], []], [{ a: 'b' }, 'a=b', [{ name: 'a' }]]),
      headers_list: mostly(['a=b'], [1, 'a']),
      no_such_field: fc.constant(1),
    },
    ['no_such_field'],
  );
  return fc.oneof(
    {
      weight: 8,
      arbitrary: otlp.map((settings) => ({ otlp: { protocol: 'http/protobuf', endpoint: 'http://localhost:4318', ...settings } })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        { console: {} },
        {},
        { other: {} },
        { otlp: {} },
        { otlp: { protocol: 'grpc' } },
        { otlp: { endpoint: 'http://localhost:4318' } },
      ),
    },
  );
}

/** Some of the fields of an object; the odd ones rarely. */
function some(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>, odd: readonly string[] = []): fc.Arbitrary<RawConfig> {
  const names = Object.keys(fields);
  const usual = names.filter((name) => !odd.includes(name));
  const chosen = fc.tuple(
    fc.uniqueArray(fc.constantFrom(...usual), { maxLength: 3 }),
    odd.length === 0
      ? fc.constant([])
      : fc.oneof(
          { weight: 15, arbitrary: fc.constant<string[]>([]) },
          { weight: 1, arbitrary: fc.constantFrom(...odd).map((name) => [name]) },
        ),
  );
  return chosen.chain(([some, more]) =>
    fc.record(Object.fromEntries([...some, ...more].map((name) => [name, fields[name] ?? fc.constant(1)]))),
  );
}

/** A valid value, and rarely one of the others. */
function mostly(valid: readonly unknown[], faults: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...valid) }, { weight: 1, arbitrary: fc.constantFrom(...faults) });
}
