import type { Fault } from '../../../synth/define-rule';
import { ownOf } from '../../../synth/own';
import { record } from '../../../synth/record';
import { millisOf } from '../../../synth/units';
import type { CollectorView, ComponentView } from '../view/collector-view';

type Settings = Readonly<Record<string, unknown>>;

/** Conflict between options of a component. The location is below the component. */
interface Relation {
  readonly location: string;
  readonly message: string;
}

/** Returns the options of a component that exclude each other. Schemas do not describe these relations. */
export function relationFaults(view: CollectorView, component: ComponentView): readonly Fault[] {
  const found = [
    ...retry(component),
    ...queue(component.settings),
    ...(ownOf(OF_TYPE, `${component.part}.${component.type}`)?.(component.settings) ?? []),
    ...balancing(view, component),
    ...matched(view, component),
  ];
  return found.map(({ location, message }) => ({
    location: `${component.location}.${location}`,
    message: `${location} of ${component.id} ${message}`,
    fix: 'change one of the two',
  }));
}

/** The total time of retries is at least one pause. The defaults of the pauses are 5 and 30 seconds. */
function retry({ type, settings }: ComponentView): readonly Relation[] {
  const options = settings['retry_on_failure'];
  const pauses = type === 'load_balancing' ? [0, 0] : ['5s', '30s'];
  const { max_elapsed_time: elapsed, initial_interval: initial = pauses[0], max_interval: longest = pauses[1] } = record(options);
  const most = millisOf(elapsed) ?? 0;
  if (options === undefined || most <= 0) return [];
  const pause = Math.max(millisOf(initial) ?? 0, millisOf(longest) ?? 0);
  return most < pause
    ? [{ location: 'retry_on_failure.max_elapsed_time', message: 'is shorter than the longest pause between two tries' }]
    : [];
}

/** A batch fits into the queue. */
function queue(settings: Settings): readonly Relation[] {
  const { enabled, sizer = 'requests', queue_size: size, batch } = record(settings['sending_queue']);
  if (enabled === false || typeof batch !== 'object' || batch === null) return [];
  const { sizer: measure = 'items', min_size: min = 8192, max_size: max } = record(batch);
  const found: Relation[] = [];
  if (sizer === measure && above(min, size)) found.push({ location: 'sending_queue.batch.min_size', message: 'is larger than the queue' });
  if (typeof max === 'number' && max > 0 && above(min, max)) {
    found.push({ location: 'sending_queue.batch.max_size', message: 'is smaller than min_size, which is 8192 where it is not set' });
  }
  return found;
}

const OF_TYPE: Readonly<Record<string, (settings: Settings) => readonly Relation[]>> = {
  'processors.memory_limiter': (settings) => [
    ...collections(settings),
    ...['mib', 'percentage'].flatMap((unit) => {
      const limit = settings[`limit_${unit}`];
      const spike = settings[`spike_limit_${unit}`];
      if (typeof limit !== 'number' || typeof spike !== 'number' || limit === 0 || spike < limit) return [];
      return [{ location: `spike_limit_${unit}`, message: `is not below limit_${unit}` }];
    }),
  ],
  'processors.batch': ({ send_batch_size: size = 8192, send_batch_max_size: max }) =>
    max !== 0 && above(size, max)
      ? [{ location: 'send_batch_max_size', message: 'is below send_batch_size, which is 8192 where it is not set' }]
      : [],
  'processors.tail_sampling': ({ policies }) => duplicates('policies', policies, 'name'),
  'processors.metricsgeneration': ({ rules }) =>
    list(rules).flatMap((rule, i) => {
      const { name, metric1, metric2 } = record(rule);
      return name !== undefined && [metric1, metric2].includes(name)
        ? [{ location: `rules.${String(i)}.name`, message: 'is that of a metric it is made from' }]
        : [];
    }),
  'receivers.file_log': operatorOutputs,
  'receivers.journald': operatorOutputs,
  'connectors.span_metrics': ({ dimensions }) => duplicates('dimensions', dimensions, 'name'),
};

/** Each output is an operator of the list. The default of the id of an operator is its type. */
function operatorOutputs({ output, operators }: Settings): readonly Relation[] {
  const ids = list(operators).map((operator) => record(operator)['id'] ?? record(operator)['type']);
  const named = typeof output === 'string' ? [output] : list(output);
  return named
    .filter((id) => !ids.includes(id))
    .map((id) => ({ location: 'output', message: `names the operator ${String(id)}, which is not there` }));
}

/** The garbage collection interval is shorter above the hard limit, and each minimum is below its maximum. */
function collections(settings: Settings): readonly Relation[] {
  const of = (name: string, fallback: number): number => millisOf(settings[name]) ?? fallback;
  const [softMin, hardMin] = [of('min_gc_interval_when_soft_limited', 10_000), of('min_gc_interval_when_hard_limited', 0)];
  const [softMax, hardMax] = [of('max_gc_interval_when_soft_limited', 30_000), of('max_gc_interval_when_hard_limited', 30_000)];
  const found: Relation[] = [];
  const add = (wrong: boolean, location: string, message: string): void => {
    if (wrong) found.push({ location, message });
  };
  add(softMin < hardMin, 'min_gc_interval_when_soft_limited', 'is below min_gc_interval_when_hard_limited; it is 10s where it is not set');
  add(softMax > 0 && softMax < softMin, 'max_gc_interval_when_soft_limited', 'is below min_gc_interval_when_soft_limited');
  add(hardMax > 0 && hardMax < hardMin, 'max_gc_interval_when_hard_limited', 'is below min_gc_interval_when_hard_limited');
  add(softMax > 0 && hardMax > 0 && softMax < hardMax, 'max_gc_interval_when_soft_limited', 'is below max_gc_interval_when_hard_limited');
  return found;
}

/** The signal of a load-balancing exporter has its routing key. */
function balancing(view: CollectorView, { part, id, type, settings }: ComponentView): readonly Relation[] {
  const key = settings['routing_key'];
  if (part !== 'exporters' || type !== 'load_balancing' || typeof key !== 'string') return [];
  const refused = [...view.signalsBy(id)].filter((signal) => (ownOf(NOT_BY, signal) ?? []).includes(key));
  return refused.map((signal) => ({ location: 'routing_key', message: `is nothing that ${signal} have` }));
}

const NOT_BY: Readonly<Record<string, readonly string[]>> = {
  traces: ['metric', 'streamID'],
  logs: ['metric', 'streamID'],
  metrics: ['traceID'],
};

/** What the processor attributes matches is something that each of its signals has. */
function matched(view: CollectorView, { part, id, type, settings }: ComponentView): readonly Relation[] {
  if (part !== 'processors' || type !== 'attributes') return [];
  return ['include', 'exclude'].flatMap((side) => {
    const set = Object.entries(record(settings[side])).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== null));
    return [...view.signalsThrough(id)].flatMap((signal) =>
      set
        .filter(([name]) => (ownOf(NO_MATCH, signal) ?? []).includes(name))
        .map(([name]) => ({ location: `${side}.${name}`, message: `is nothing that ${signal} have` })),
    );
  });
}

/** Settings that the processor attributes refuses in a pipeline of a signal. */
const NO_MATCH: Readonly<Record<string, readonly string[]>> = {
  traces: ['log_bodies', 'log_severity_texts', 'log_severity_number', 'metric_names'],
  logs: ['span_names', 'services', 'span_kinds', 'metric_names'],
  metrics: ['log_bodies', 'log_severity_texts', 'log_severity_number', 'span_names', 'services', 'span_kinds', 'attributes', 'libraries'],
};

function duplicates(location: string, items: unknown, key: string): readonly Relation[] {
  const names = list(items).map((item) => record(item)[key]);
  return names.flatMap((name, i) =>
    name !== undefined && names.indexOf(name) < i ? [{ location: `${location}.${String(i)}.${key}`, message: 'is there twice' }] : [],
  );
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function above(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' && a > b;
}
