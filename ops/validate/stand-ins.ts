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
const TEXT = 'stand-in';
const ADDRESS = '127.0.0.1';

/** Returns the value of a variable, or a stand-in if the value comes from a Secret, a ConfigMap or the pod. */
export function standInFor({ value, valueFrom }: EnvironmentEntry): string {
  if (value !== undefined) return value;
  if (valueFrom?.resourceFieldRef !== undefined) return '1';
  return /\.(podIP|hostIP)s?$/.test(valueFrom?.fieldRef?.fieldPath ?? '') ? ADDRESS : TEXT;
}

/** Replaces references to files and URLs in a text of a configuration: the files are in the pod, and no command opens the URLs. */
export function withoutFiles(text: string): string {
  if (!text.includes('${')) return text;
  const { references } = new Expansion(text);
  return references
    .filter(({ text: reference }) => /^\$\{(file|https?):/.test(reference))
    .reduce((rest, { text: reference }) => rest.replaceAll(reference, TEXT), text);
}
