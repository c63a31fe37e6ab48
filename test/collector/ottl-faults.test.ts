import { describe, expect, it } from 'vitest';

import { ottlFaults } from '../../constructs/collector/ottl/faults';
import { OTTL_PLACES } from '../../imports/otelcol/ottl';

const SIGNALS: Readonly<Record<string, string>> = {
  span: 'trace_statements',
  spanevent: 'trace_statements',
  metric: 'metric_statements',
  datapoint: 'metric_statements',
  exemplar: 'metric_statements',
  log: 'log_statements',
  resource: 'log_statements',
  scope: 'log_statements',
};

/** Reports the faults of a statement of the transform processor; without a context, the collector infers it from the paths. */
function faultsOf(list: string, text: string, context?: string): readonly string[] {
  const settings = { [list]: [context === undefined ? text : { context, statements: [text] }] };
  return ottlFaults(settings, OTTL_PLACES['processors.transform'] ?? []).map(({ fault }) => fault);
}

/** Reports the faults of a condition of the filter processor. */
function faultsOfCondition(signal: string, list: string, text: string): readonly string[] {
  return ottlFaults({ [signal]: { [list]: [text] } }, OTTL_PLACES['processors.filter'] ?? []).map(({ fault }) => fault);
}

// Each text here was put to collector 0.158.0 with `validate`.
describe('a statement without a set context', () => {
  it.each([
    ['trace_statements', 'set(span.attributes["entry"], true) where span.kind == SPAN_KIND_SERVER or span.kind == SPAN_KIND_CONSUMER'],
    [
      'trace_statements',
      'set(span.status.code, STATUS_CODE_ERROR) where span.status.message != "" and span.status.code == STATUS_CODE_UNSET',
    ],
    ['trace_statements', 'set(resource.attributes["kind"], SPAN_KIND_CLIENT)'],
    ['trace_statements', 'set(resource.attributes["entry"], true) where IsRootSpan()'],
    [
      'trace_statements',
      'set(span.attributes["ids"], {"trace": span.trace_id.string, "kinds": [SPAN_KIND_CLIENT, span.kind.deprecated_string]})',
    ],
    ['trace_statements', 'set(spanevent.attributes["at"], spanevent.event_index) where span.parent_span_id.string == ""'],
    ['trace_statements', 'set(span.cache["parts"], Split(span.name, "/")) where Len(span.events) > 0'],
    ['trace_statements', 'set(span.name, Concat([span.attributes["verb"], span.attributes["route"], 1, nil, true], " "))'],
    ['trace_statements', 'limit(span.attributes, 32, [])'],
    ['trace_statements', 'limit(target = span.attributes, limit = 32, priority_keys = ["shop"])'],
    ['trace_statements', 'keep_keys(span.attributes, [span.name, Concat(["a", "b"], ".")])'],
    ['trace_statements', 'replace_all_patterns(span.attributes, "value", "[0-9]{16}", "card", ConvertCase)'],
    ['trace_statements', 'set(span.attributes["short"], Substring(span.name, 0, 1 + 2))'],
    ['trace_statements', 'set(span.attributes["sum"], Int("12") + Double(true) - Int(SPAN_KIND_CLIENT))'],
    ['trace_statements', 'set(span.attributes["tags"], Values({"a": span.name, "b": 1}))'],
    ['trace_statements', 'truncate_all(span.attributes, 64, truncation_marker = "...")'],
    ['trace_statements', 'append(span.attributes["stages"], values = ["edge", resource.attributes["site"]])'],
    ['metric_statements', 'set(metric.description, "total") where metric.aggregation_temporality == AGGREGATION_TEMPORALITY_DELTA'],
    [
      'metric_statements',
      'set(datapoint.attributes["type"], "sum") where metric.type == METRIC_DATA_TYPE_SUM and datapoint.flags == FLAG_NONE',
    ],
    ['metric_statements', 'set(metric.metadata["known"], true) where metric.type == FLAG_NO_RECORDED_VALUE'],
    ['metric_statements', 'set(datapoint.positive.offset, 1) where Len(datapoint.negative.bucket_counts) == 0'],
    ['trace_statements', 'set(span.attributes["diff"], [-1, +2.5, (3), -(span.kind)])'],
    ['trace_statements', 'set(span.attributes["time"], Unix((-1), nanoseconds = -(5)))'],
    ['metric_statements', 'scale_metric(0.5, "s") where metric.unit == "ms"'],
    ['metric_statements', 'convert_gauge_to_sum("cumulative", false) where metric.name == "jobs"'],
    ['metric_statements', 'convert_summary_sum_val_to_sum("delta", true, ".total") where metric.name == "latency"'],
    ['metric_statements', 'aggregate_on_attributes("median", ["zone"]) where metric.name == "load"'],
    ['metric_statements', 'set(exemplar.filtered_attributes["trace"], exemplar.trace_id.string)'],
    [
      'log_statements',
      'set(log.severity_text, "error") where log.severity_number >= SEVERITY_NUMBER_ERROR and log.severity_number < SEVERITY_NUMBER_FATAL4',
    ],
    ['log_statements', 'merge_maps(log.attributes, ParseJSON(log.body.string)["fields"], "upsert")'],
    ['log_statements', 'set(log.attributes["list"], Sort(log.body["items"][0]["tags"], order = "desc"))'],
    ['log_statements', 'set(log.attributes["csv"], ParseCSV(log.body, "a,b", mode = "lazyQuotes"))'],
    ['log_statements', 'set(log.attributes["client"], otelcol.client.addr) where scope.name == "shop"'],
    ['log_statements', 'set(resource.attributes["library"], scope.name)'],
    ['log_statements', 'delete_index(log.attributes["list"], -1)'],
  ])('is accepted in %s: %s', (list, text) => {
    expect(faultsOf(list, text)).toEqual([]);
  });

  it.each([
    [
      'trace_statements',
      'set(span.kind, SPAN_KIND_UNKNOWN)',
      'uses the unknown enum SPAN_KIND_UNKNOWN; did you mean SPAN_KIND_UNSPECIFIED?',
    ],
    ['trace_statements', 'set(span.kind, OTHER)', 'uses the unknown enum OTHER'],
    ['trace_statements', 'set(span.attributes["x"], {"a": [SEVERITY_NUMBER_INFO]})', 'the context span does not have; it belongs to log'],
    ['trace_statements', 'set(spanevent.name, "first") where IsRootSpan()', 'calls IsRootSpan, which is for span alone'],
    ['trace_statements', 'set(span.name.first, "a")', 'span.name has no first'],
    ['trace_statements', 'set(span.kind.text, "a")', 'expected deprecated_string, string'],
    ['trace_statements', 'set(span.attributes["a"].b, "a")', 'the keys of span.attributes are in brackets: span.attributes["b"]'],
    ['trace_statements', 'set(span.cache["x"], spanevent.name)', 'the context here is spanevent, so only spanevent.cache is available'],
    ['trace_statements', 'set(span.name, span)', 'has a path span without a field'],
    ['trace_statements', 'set(span.name, SHA256)', 'uses the unknown enum SHA256'],
    ['trace_statements', 'set(span.name, ParseJSON)', 'gives set the name of a function as value; expected a value'],
    [
      'trace_statements',
      'replace_pattern(span.name, "a", "b", "SHA256")',
      'gives replace_pattern a string as function; expected the name of a function',
    ],
    ['trace_statements', 'replace_pattern(span.name, "a", "b", ToUpper)', 'gives replace_pattern the unknown name ToUpper as function'],
    ['trace_statements', 'limit(span.attributes, -1, [])', 'gives limit an integer as limit; expected an integer without a sign'],
    ['trace_statements', 'set(span.name, ToLowerCase((-1.5)))', 'gives ToLowerCase a float as target; expected a string'],
    ['trace_statements', 'set(span.name, Concat(["a"], 1))', 'gives Concat an integer as delimiter; expected a string'],
    ['trace_statements', 'set(span.name, Substring(span.name, 0.5, 1))', 'gives Substring a float as start; expected an integer'],
    ['trace_statements', 'set(span.name, Values([1]))', 'gives Values a list as target; expected a map'],
    ['trace_statements', 'set(span.name, Hours("1h"))', 'gives Hours a string as duration; expected a duration'],
    [
      'trace_statements',
      'set(span.name, ConvertCase(span.name, to_case = "Lower"))',
      'gives ConvertCase "Lower" as to_case; expected lower, upper, snake, camel',
    ],
    [
      'metric_statements',
      'convert_gauge_to_sum("delta", true) where datapoint.value_int == 1',
      'calls convert_gauge_to_sum, which is for metric alone',
    ],
    [
      'metric_statements',
      'set(exemplar.time, datapoint.time) where metric.type == METRIC_DATA_TYPE_SUM',
      'the context exemplar does not have',
    ],
    [
      'metric_statements',
      'convert_gauge_to_sum("delta", "true") where metric.name == "a"',
      'gives convert_gauge_to_sum a string as monotonic; expected true or false',
    ],
    ['profile_statements', 'set(profile.unit, "a")', 'profile has no unit'],
  ])('is refused in %s: %s', (list, text, words) => {
    expect(faultsOf(list, text)).toEqual([expect.stringContaining(words)]);
  });
});

describe('a statement with a set context', () => {
  it.each([
    ['span', 'set(attributes["entry"], true) where kind == SPAN_KIND_SERVER and status.code != STATUS_CODE_ERROR'],
    ['span', 'replace_pattern(name, "[0-9]+", "$${1}", SHA256)'],
    ['span', 'set(cache["name"], name)'],
    ['span', 'set(span.cache["name"], resource.attributes["site"])'],
    ['spanevent', 'set(attributes["position"], event_index) where span.status.code == STATUS_CODE_ERROR'],
    ['metric', 'set(description, "gauge") where type == METRIC_DATA_TYPE_GAUGE'],
    ['datapoint', 'set(attributes["empty"], true) where flags == FLAG_NO_RECORDED_VALUE or metric.is_monotonic == true'],
    ['exemplar', 'set(filtered_attributes["span"], span_id.string) where metric.unit == "s"'],
    ['log', 'set(severity_number, SEVERITY_NUMBER_WARN2) where body.string == "late" or body["late"] == true'],
    ['resource', 'set(attributes["site"], Concat([attributes["zone"], "edge"], "-")) where attributes["site"] == nil'],
    ['scope', 'set(attributes["library"], name) where version != "" and resource.schema_url != ""'],
  ])('is accepted in %s: %s', (context, text) => {
    expect(faultsOf(SIGNALS[context] ?? '', text, context)).toEqual([]);
  });

  it.each([
    ['span', 'set(resource, name)', 'has a path resource without a field'],
    ['span', 'set(resource["a"].attributes, name)', 'with a key after the context resource'],
    ['span', 'set(attributes.team, "a")', 'attributes["team"]'],
    ['span', 'replace_pattern(name, "a", "b", SHA257)', 'gives replace_pattern the unknown name SHA257 as function'],
    ['span', 'set(resource.cache["a"], name)', 'the context here is span, so only span.cache is available'],
    ['spanevent', 'set(event_index.first, 1)', 'event_index has no first'],
    ['metric', 'set(type, FLAG_NONE)', 'the context metric does not have; it belongs to datapoint'],
    ['log', 'set(body["a"].string, "b")', 'has a path body.string with a key between body and string'],
    ['log', 'set(body.text, "b")', 'body has no text; expected string'],
    ['resource', 'set(attributes["library"], scope.name)', 'has a path scope.name, and there is no scope here, but resource'],
    ['resource', 'set(attributes["kind"], SEVERITY_NUMBER_INFO)', 'which the context resource does not have; it belongs to log'],
  ])('is refused in %s: %s', (context, text, words) => {
    expect(faultsOf(SIGNALS[context] ?? '', text, context)).toEqual([expect.stringContaining(words)]);
  });
});

describe('a condition', () => {
  it.each([
    ['traces', 'span', 'IsRootSpan() and kind == SPAN_KIND_INTERNAL'],
    ['traces', 'spanevent', 'attributes["retry"] == true and event_index > 3'],
    ['metrics', 'metric', 'HasAttrKeyOnDatapoint("zone") and type == METRIC_DATA_TYPE_SUMMARY'],
    ['metrics', 'datapoint', 'metric.type == METRIC_DATA_TYPE_HISTOGRAM and count == 0'],
    ['logs', 'log_record', 'severity_number < SEVERITY_NUMBER_WARN and IsMatch(body, "^debug")'],
    ['logs', 'resource', 'IsInCIDR(attributes["host.ip"], ["10.0.0.0/8", attributes["network"]])'],
  ])('is accepted in %s.%s: %s', (signal, list, text) => {
    expect(faultsOfCondition(signal, list, text)).toEqual([]);
  });

  it.each([
    ['traces', 'spanevent', 'IsRootSpan()', 'which is for span alone'],
    ['traces', 'resource', 'attributes["kind"] == SPAN_KIND_SERVER', 'which the context resource does not have'],
    ['metrics', 'datapoint', 'HasAttrKeyOnDatapoint("zone")', 'which is for metric alone'],
    ['logs', 'log_record', 'IsInCIDR(attributes["ip"], "10.0.0.0/8")', 'expected a list in square brackets'],
  ])('is refused in %s.%s: %s', (signal, list, text, words) => {
    expect(faultsOfCondition(signal, list, text)).toEqual([expect.stringContaining(words)]);
  });
});

describe('a reference to the environment', () => {
  it.each([
    'set(span.kind, SPAN_KIND_${env:KIND})',
    'merge_maps(span.attributes, resource.attributes, "${env:STRATEGY}")',
    'limit(span.attributes, 10, ${env:KEYS})',
    'set(span.attributes["zone"], ${env:ZONE})',
  ])('may stand for what is missing: %s', (text) => {
    expect(faultsOf('trace_statements', text)).toEqual([]);
  });

  it('does not hide a fault of an escaped text', () => {
    expect(faultsOf('trace_statements', 'replace_all_patterns(span.attributes, "all", "a(.)", "$${1}")')).toEqual([
      'gives replace_all_patterns "all" as mode; expected key, value',
    ]);
  });
});

// Each text here was put to collector 0.158.0 with `validate`.
describe('literals that a function checks when it is created', () => {
  it.each([
    'set(span.trace_id, TraceID(0x0102030405060708090a0b0c0d0e0f10))',
    'set(span.span_id, SpanID("0102030405060708"))',
    'append(span.attributes["a"], values = ["b", "c"])',
    'set(span.attributes["t"], Time("2024", "%Y", location = "Europe/Berlin"))',
    'set(span.attributes["t"], FormatTime(span.start_time, "%H:%M:%S.%f"))',
    'limit(span.attributes, 2, ["a", "b"])',
    'truncate_all(span.attributes, 3, truncation_marker = "...")',
    'set(span.attributes["m"], ParseKeyValue(span.name, "=", "&"))',
    'set(span.attributes["m"], ParseCSV(span.name, "a,b", headerDelimiter = ","))',
    'replace_match(span.name, "[a-c]{d,e}*", "x")',
    'set_semconv_span_name("1.38") where span.name != ""',
    'set(span.attributes["u"], URL(u_r_i = "https://a.example"))',
    'set(span.attributes["n"], 9223372036854775807)',
    'set(span.attributes["g"], ExtractGrokPatterns(span.name, "%{WORD:a}", true, ["A=b"]))',
  ])('are accepted: %s', (text) => {
    expect(faultsOf('trace_statements', text)).toEqual([]);
  });

  it.each([
    ['set(span.trace_id, TraceID(0x0102))', 'gives TraceID 2 bytes as target; expected 16 bytes or 32 hexadecimal digits'],
    ['set(span.span_id, SpanID("010203040506070x"))', 'gives SpanID a text of 16 bytes as target'],
    ['append(span.attributes["a"])', 'gives append no value; expected value or values'],
    ['set(span.name, Coalesce([]))', 'gives Coalesce an empty list'],
    ['set(span.attributes["t"], Time("2024", "2006"))', 'which has a digit'],
    ['set(span.attributes["t"], Time("2024", "%Y", location = "Nowhere/Town"))', 'which is not a time zone'],
    ['set(span.attributes["t"], FormatTime(span.start_time, "%Q"))', 'which has the unknown directive %Q'],
    ['set(span.attributes["t"], FormatTime(span.start_time, "%S%f"))', 'which has %f without a dot or comma in front of it'],
    ['limit(span.attributes, 1, ["a", "b"])', 'a limit of 1, which is below the 2 priority_keys'],
    ['truncate_all(span.attributes, 2, truncation_marker = "...")', 'a truncation_marker of 3 bytes'],
    ['flatten(span.attributes, depth = 0)', 'a depth of 0; expected 1 or more'],
    ['set(span.attributes["m"], ParseKeyValue(span.name, " "))', 'the same text as delimiter and pair_delimiter'],
    ['set(span.attributes["m"], ParseCSV(span.name, "a", "::"))', 'which is not one character'],
    ['replace_match(span.name, "[z-a]", "x")', 'has the range [z-a], whose end is before its start'],
    ['replace_match(span.name, "[!]", "x")', 'has a range without an end'],
    ['set_semconv_span_name("1.41.0") where span.name != ""', 'which is not between 1.37.0 and 1.40.0'],
    ['set(span.attributes["u"], URL(uri = "https://a.example"))', 'an argument uri, which it does not have'],
    ['set(span.attributes["n"], 9223372036854775808)', 'the number is too large'],
    ['set(span.attributes["b"], IsInCIDR(span.name, ["10.0.0.0/33"]))', 'gives IsInCIDR the network "10.0.0.0/33"'],
    ['set(span.attributes["g"], ExtractGrokPatterns(span.name, "a", true))', 'without a named group'],
  ])('are refused: %s', (text, words) => {
    expect(faultsOf('trace_statements', text)).toEqual([expect.stringContaining(words)]);
  });
});

describe('texts of one list', () => {
  const PLACES = OTTL_PLACES['processors.transform'] ?? [];

  it('have one context, and only the cache of this context', () => {
    const settings = { trace_statements: ['set(resource.cache["a"], 1)', 'set(span.name, "a")'] };
    expect(ottlFaults(settings, PLACES).map(({ path, fault }) => [path, fault])).toEqual([
      ['trace_statements.0', expect.stringContaining('only span.cache is available') as string],
    ]);
  });

  it('may be in several objects with a context each', () => {
    const settings = { trace_statements: [{ statements: ['set(resource.cache["a"], 1)'] }, { statements: ['set(span.name, "a")'] }] };
    expect(ottlFaults(settings, PLACES)).toEqual([]);
  });

  it('share the context of the statements next to conditions', () => {
    const settings = { trace_statements: [{ conditions: ['true'], statements: ['set(span.name, "a")'] }] };
    expect(ottlFaults(settings, PLACES)).toEqual([]);
  });

  it('need a context for each condition of the filter processor', () => {
    const settings = { trace_conditions: [{ conditions: ['span.name == "a"', 'true'] }] };
    expect(ottlFaults(settings, OTTL_PLACES['processors.filter'] ?? []).map(({ path }) => path)).toEqual([
      'trace_conditions.0.conditions.1',
    ]);
  });

  it('have the functions of the transform processor in its statements only', () => {
    expect(faultsOf('log_statements', 'set(log.attributes["a"], ParseCEF(log.body))')).toEqual([]);
    expect(faultsOfCondition('logs', 'log_record', 'ParseCEF(body) != nil')).toEqual([
      'calls ParseCEF, which only statements of the transform processor have',
    ]);
  });
});
