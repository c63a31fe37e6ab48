import type { Modules } from '../modules';
import { prometheusType } from './names';
import { PrometheusReader, type PrometheusObject } from './reader';

/** Types of the fields by how they are written. */
const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  regex: 'string',
  label: 'string',
  url: 'string',
  secret: 'Secret',
  duration: 'Duration | string',
  size: 'Size | string',
  boolean: 'boolean | PrometheusReference',
  integer: 'number | PrometheusReference',
  unsigned: 'number | PrometheusReference',
  number: 'number | PrometheusReference',
  any: 'OptionValue',
};

/** Keys of fields that name one or several files. */
const FILE_KEY = /(^|_)files?$/;

/** Actions of relabelling. */
const ACTIONS = [
  'replace',
  'lowercase',
  'uppercase',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
];

/** Fields that an object always has. Rules check what else is required. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = { ScrapeConfig: ['job_name'], KubernetesSdConfig: ['role'] };

/** Files with the configuration of Prometheus. */
export interface GeneratedPrometheus {
  /** Module and version that they come from. */
  readonly version: string;
  readonly types: string;
  /** Table that a checker reads. */
  readonly table: string;
}

/** Generates the types and the table of the configuration of Prometheus. */
export async function generatePrometheus(modules: Modules): Promise<GeneratedPrometheus> {
  const reader = new PrometheusReader(modules);
  await reader.read();
  const objects = new Map([...reader.objects].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { version: reader.version, types: typesOf(objects), table: `module.exports = ${JSON.stringify(Object.fromEntries(objects))};\n` };
}

function typesOf(objects: ReadonlyMap<string, PrometheusObject>): string {
  const interfaces = [...objects].flatMap(([name, { fields, parts }]) => {
    const lines = Object.entries(fields).flatMap(([key, written]) => {
      const type = FILE_KEY.test(key) ? typeOf(written, objects)?.replace('string', 'FileName') : typeOf(written, objects);
      if (type === undefined) return [];
      return [`  readonly ${key}${REQUIRED[name]?.includes(key) === true ? '' : '?'}: ${type};`];
    });
    if (lines.length === 0) return [];
    const above = parts.length === 0 ? '' : ` extends ${parts.map(prometheusType).join(', ')}`;
    return [`export interface ${prometheusType(name)}${above} {\n${lines.join('\n')}\n}\n`];
  });
  return `import type { Duration, Size } from 'cdk8s';
import type { FileName, OptionValue, Secret } from './references';

/** Object of the configuration of Prometheus, as the table of the checker has it. */
export interface PrometheusObject {
  /**
   * How each field is written, by its key: a scalar, \`[]\` and items, \`{}\` and values, \`=\` and texts, or \`#\` and the name of an object.
   */
  readonly fields: Readonly<Record<string, string>>;
  /** Objects whose fields it has too. */
  readonly parts: readonly string[];
}

/** Loads the objects of the configuration of Prometheus, by name. */
export const prometheusObjects = (): Readonly<Record<string, PrometheusObject>> => require('./validators/prometheus.js');

/** Value from the environment in place of one that is no text. */
export type PrometheusReference = \`\\\${\${string}}\`;

${interfaces.join('\n')}`;
}

/** Returns the type of a field; undefined for one that the receiver refuses. */
function typeOf(written: string, objects: ReadonlyMap<string, PrometheusObject>): string | undefined {
  const [, list, map, inner = ''] = /^(?:(\[\])|(\{\}))(.+)$/.exec(written) ?? [];
  if (list !== undefined) {
    const items = typeOf(inner, objects) ?? '';
    return /[ |]/.test(items) ? `readonly (${items})[]` : `readonly ${items}[]`;
  }
  if (map !== undefined) return `Readonly<Record<string, ${typeOf(inner, objects) ?? ''}>>`;
  if (written === 'unsupported') return undefined;
  if (written === 'action') return textsOf(ACTIONS);
  if (written.startsWith('=')) return textsOf(written.slice(1).split('|'));
  if (!written.startsWith('#')) return SCALARS[written];
  const name = written.slice(1);
  const fields = Object.values(objects.get(name)?.fields ?? {});
  return fields.every((field) => field === 'unsupported') ? undefined : prometheusType(name);
}

function textsOf(values: readonly string[]): string {
  return [...values.filter((value) => value !== '').map((value) => `'${value}'`), 'PrometheusReference'].join(' | ');
}
