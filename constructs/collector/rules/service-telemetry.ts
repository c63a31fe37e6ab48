import { quote } from '../../synth/argument';
import { defineRule, type Fault } from '../../synth/define-rule';
import { record, records } from '../../synth/record';
import { hasReference } from '../config/expansion';
import { COLLECTOR } from './subject';

const SECTIONS = ['logs', 'metrics', 'traces', 'resource'];
const LOGS = [
  'level',
  'development',
  'encoding',
  'disable_caller',
  'disable_stacktrace',
  'sampling',
  'output_paths',
  'error_output_paths',
  'initial_fields',
  'processors',
  'disable_zap_resource',
];
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'dpanic', 'panic', 'fatal'];
const TELEMETRY_LEVELS = ['none', 'basic', 'normal', 'detailed'];

/** The collector accepts the settings of its own telemetry. Otherwise it does not start. */
export const serviceTelemetry = defineRule({
  id: 'service/telemetry',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the collector refuses the settings of its own telemetry',
  check: ({ config }) => {
    const telemetry = record(config.service['telemetry']);
    const { logs, metrics, traces } = telemetry;
    return [
      ...unknownKeys('', telemetry, SECTIONS),
      ...unknownKeys('logs', record(logs), LOGS),
      ...choice('logs.level', record(logs)['level'], LOG_LEVELS),
      ...choice('logs.encoding', record(logs)['encoding'], ['console', 'json']),
      ...choice('metrics.level', record(metrics)['level'], TELEMETRY_LEVELS),
      ...choice('traces.level', record(traces)['level'], TELEMETRY_LEVELS),
      ...removedAddress(record(metrics)),
      ...portsTaken(record(metrics)['readers']),
    ];
  },
});

const ROOT = 'spec.config.service.telemetry';

function unknownKeys(path: string, settings: Readonly<Record<string, unknown>>, known: readonly string[]): readonly Fault[] {
  return Object.keys(settings)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      location: [ROOT, path, key].filter((part) => part !== '').join('.'),
      message: `unknown field ${quote(key)} in service.telemetry${path === '' ? '' : `.${path}`}; expected ${known.join(', ')}`,
      fix: 'Correct the name, or remove the field.',
    }));
}

function choice(path: string, value: unknown, choices: readonly string[]): readonly Fault[] {
  if (value === undefined || value === null || value === '') return [];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (hasReference(text) || choices.includes(text.toLowerCase())) return [];
  return [
    {
      location: `${ROOT}.${path}`,
      message: `${path} of service.telemetry is ${quote(text)}; expected ${choices.join(', ')}`,
      fix: 'Set one of the expected values.',
    },
  ];
}

function removedAddress({ address }: Readonly<Record<string, unknown>>): readonly Fault[] {
  if (address === undefined) return [];
  const fix = 'Remove address. The collector already has a Prometheus reader at port 8888.';
  return [{ location: `${ROOT}.metrics.address`, message: 'metrics.address of service.telemetry was removed from the collector', fix }];
}

/** Readers for Prometheus listen on different ports. */
function portsTaken(readers: unknown): readonly Fault[] {
  const ports = records(readers).map((reader) => {
    const { exporter } = record(reader['pull']);
    return record(record(exporter)['prometheus'])['port'];
  });
  return ports.flatMap((port, i) => {
    const first = ports.indexOf(port);
    if (typeof port !== 'number' || first === i) return [];
    return [
      {
        location: `${ROOT}.metrics.readers.${String(i)}`,
        message: `the readers ${String(first)} and ${String(i)} of metrics both listen on port ${String(port)}`,
        fix: 'Remove one of the readers, or set another port.',
      },
    ];
  });
}
