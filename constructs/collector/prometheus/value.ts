import { Expansion } from '../config/expansion';

/** Texts that a variable can have in the middle of a text. */
const STAND_INS = ['1', '1s', 'a', ''];

/** Text whose value is known only in the cluster, since it has references. */
export class OpenText {
  public constructor(private readonly expansion: Expansion) {}

  /** Whether the text is one reference, and its value can be of any type. */
  public get isWhole(): boolean {
    return this.expansion.isWhole;
  }

  /** Whether the text can have a value that passes a check. */
  public canPass(check: (text: string) => boolean): boolean {
    return this.expansion.isWhole || STAND_INS.some((standIn) => check(this.expansion.with(standIn)));
  }
}

/** Object of a configuration. */
export type Settings = Readonly<Record<string, unknown>>;

/** Returns settings as the collector reads them: texts without `$$`, and texts with references as open ones. */
export function read(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('$') ? readText(value) : value;
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, read(child)]));
}

function readText(text: string): unknown {
  const expansion = new Expansion(text);
  return expansion.references.length > 0 ? new OpenText(expansion) : expansion.with('');
}

/** Whether a field has a value. YAML reads null as no value. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Whether a field can have a value that is not empty. */
export function canBeSet(value: unknown): boolean {
  return isPresent(value) && value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0);
}

/** Whether a field has a value that is not empty, in every environment. */
export function isSet(value: unknown): boolean {
  return canBeSet(value) && !(value instanceof OpenText);
}

/** Returns the text of a scalar; undefined for an open text and for other values. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Returns a value as an object; an empty one for other values. */
export function settingsOf(value: unknown): Settings {
  return isObject(value) ? value : {};
}

/** Returns a value as a list; an empty one for other values. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value is an object, and neither a list nor an open text. */
export function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof OpenText);
}
