import { quote } from '../../synth/argument';
import { defineRule, type Fault } from '../../synth/define-rule';
import { record, records } from '../../synth/record';
import { hasReference } from '../config/expansion';
import { shapeFaults } from './options/shape';
import { RESOURCE, TELEMETRY } from './options/telemetry-shape';
import { COLLECTOR } from './subject';

type Settings = Readonly<Record<string, unknown>>;

/** The collector accepts the settings of its own telemetry. Otherwise it does not start. */
export const serviceTelemetry = defineRule({
  id: 'service/telemetry',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the collector refuses the settings of its own telemetry',
  check: ({ config }) => {
    const telemetry = record(config.service['telemetry']);
    const metrics = record(telemetry['metrics']);
    return [
      ...shapeFaults(telemetry, TELEMETRY, { root: ROOT, name: NAME, path: '' }),
      ...resourceFaults(record(telemetry['resource'])),
      ...removedAddress(metrics),
      ...readersMissing(metrics),
      ...viewsWithoutDetails(metrics),
      ...portsTaken(metrics['readers']),
    ];
  },
});

const NAME = 'service.telemetry';
const ROOT = `spec.config.${NAME}`;

/** Attributes are texts, or null for an attribute that the collector does not add. */
function resourceFaults(resource: Settings): readonly Fault[] {
  return Object.entries(resource).flatMap(([key, value]) => {
    const path = `resource.${key}`;
    const shape = Object.hasOwn(RESOURCE, key) ? RESOURCE[key] : undefined;
    if (shape !== undefined) return shapeFaults(value, shape, { root: ROOT, name: NAME, path });
    if (key === 'attributes_list')
      return [{ location: `${ROOT}.${path}`, message: `${path} of ${NAME} is not supported`, fix: 'Set resource.attributes instead.' }];
    const hasList = Array.isArray(resource['attributes']) && resource['attributes'].length > 0;
    if (hasList) {
      const message = `${path} of ${NAME} is an attribute next to resource.attributes; the collector accepts one of the two forms`;
      return [{ location: `${ROOT}.${path}`, message, fix: 'Move the attribute into resource.attributes.' }];
    }
    return shapeFaults(value, 'text', { root: ROOT, name: NAME, path });
  });
}

function removedAddress({ address }: Settings): readonly Fault[] {
  if (address === undefined) return [];
  const fix = 'Remove address. The collector already has a Prometheus reader at port 8888.';
  return [{ location: `${ROOT}.metrics.address`, message: 'metrics.address of service.telemetry was removed from the collector', fix }];
}

function readersMissing({ level, readers }: Settings): readonly Fault[] {
  if (!Array.isArray(readers) || readers.length > 0 || isLevel(level, 'none')) return [];
  return [
    {
      location: `${ROOT}.metrics.readers`,
      message: 'metrics.readers of service.telemetry is empty, and metrics.level is not none',
      fix: 'Remove readers for the default reader, or set level to none.',
    },
  ];
}

function viewsWithoutDetails({ level, views }: Settings): readonly Fault[] {
  if (!Array.isArray(views) || isLevel(level, 'detailed')) return [];
  return [
    {
      location: `${ROOT}.metrics.views`,
      message: `metrics.views of service.telemetry needs the level detailed; metrics.level is ${quote(typeof level === 'string' ? level : 'normal')}`,
      fix: 'Set metrics.level to detailed, or remove views.',
    },
  ];
}

/** Checks whether a level may be this one. The number of a level and the value of a reference are not known. */
function isLevel(level: unknown, wanted: string): boolean {
  if (typeof level === 'number') return true;
  return typeof level === 'string' && (hasReference(level) || level.toLowerCase() === wanted);
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
