import { Expansion } from '../../constructs/collector/config/expansion';

/** Environment variable of a container. */
export interface EnvironmentEntry {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly fieldRef?: { readonly fieldPath?: string };
    readonly resourceFieldRef?: object;
  };
}

/** Text for a value that only the cluster has. */
export const TEXT = 'stand-in';
/** File that is on each machine and in each container. */
const FILE = '/dev/null';
/** Options that name a file to read. */
const FILE_OPTION = /(^|_)(file|filename)$|_ca_path$/;
const ADDRESS = '127.0.0.1';

/** Returns the value of a variable, or a stand-in if the value comes from a Secret, a ConfigMap or the pod. */
export function standInFor({ value, valueFrom }: EnvironmentEntry): string {
  if (value !== undefined) return value;
  if (valueFrom?.resourceFieldRef !== undefined) return '1';
  return /\.(podIP|hostIP)s?$/.test(valueFrom?.fieldRef?.fieldPath ?? '') ? ADDRESS : TEXT;
}

/** Replaces what is only in the pod in an option of a configuration: files of volumes, and references to files and URLs. */
export function standInForOption(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return FILE_OPTION.test(key) && value.startsWith('/') ? FILE : withoutFiles(value);
}

/** Replaces references to files and URLs in a text of a configuration: the files are in the pod, and no command opens the URLs. */
function withoutFiles(text: string): string {
  if (!text.includes('${')) return text;
  const { references } = new Expansion(text);
  return references
    .filter(({ text: reference }) => /^\$\{(file|https?):/.test(reference))
    .reduce((rest, { text: reference }) => rest.replaceAll(reference, TEXT), text);
}
