import { quote } from '../../../synth/argument';
import type { Fault } from '../../../synth/define-rule';
import { hasReference } from '../../config/expansion';

/** What a setting accepts. The collector accepts null for each of them. */
export type Shape =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'any'
  | 'record'
  | { readonly list: Shape }
  | 'duration'
  | { readonly choices: readonly string[] }
  /** Names in either case, or their numbers. Names in `also` are not shown. */
  | { readonly levels: readonly string[]; readonly also?: readonly string[] }
  | { readonly fields: Readonly<Record<string, Shape>>; readonly required?: readonly string[] }
  | { readonly either: readonly Shape[] };

/** Place of a setting. */
export interface SettingPlace {
  /** Where the outermost setting is in the resource. */
  readonly root: string;
  /** Name of the outermost setting. */
  readonly name: string;
  readonly path: string;
}

/** Returns the faults of a setting and of the settings in it. */
export function shapeFaults(value: unknown, shape: Shape, place: SettingPlace): readonly Fault[] {
  if (value === undefined || value === null || shape === 'any') return [];
  if (typeof value === 'string' && hasReference(value)) return [];
  if (typeof shape === 'object' && 'fields' in shape && isObject(value)) return fieldFaults(value, shape, place);
  if (typeof shape === 'object' && 'list' in shape && Array.isArray(value))
    return value.flatMap((item, i) => shapeFaults(item, shape.list, below(place, String(i))));
  if (typeof shape === 'object' && 'either' in shape) {
    const found = shape.either.map((one) => shapeFaults(value, one, place));
    return found.some((faults) => faults.length === 0) ? [] : (found[0] ?? []);
  }
  return fits(value, shape) ? [] : [fault(place, value, shape)];
}

function fieldFaults(
  value: Readonly<Record<string, unknown>>,
  { fields, required = [] }: { readonly fields: Readonly<Record<string, Shape>>; readonly required?: readonly string[] },
  place: SettingPlace,
): readonly Fault[] {
  const missing = required.filter((name) => value[name] === undefined || value[name] === null);
  return [
    ...Object.entries(value).flatMap(([key, child]) => {
      const shape = Object.hasOwn(fields, key) ? fields[key] : undefined;
      return shape === undefined ? [unknownField(key, fields, place)] : shapeFaults(child, shape, below(place, key));
    }),
    ...missing.map((name) => ({
      location: locationOf(place),
      message: `${nameOf(place)} has no ${name}`,
      fix: `Set ${name}.`,
    })),
  ];
}

function unknownField(key: string, fields: Readonly<Record<string, Shape>>, place: SettingPlace): Fault {
  return {
    location: locationOf(below(place, key)),
    message: `unknown field ${quote(key)} in ${nameOf(place)}; expected ${Object.keys(fields).join(', ')}`,
    fix: 'Correct the name, or remove the field.',
  };
}

function fault(place: SettingPlace, value: unknown, shape: Shape): Fault {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const isChoice = typeof shape === 'object' && ('choices' in shape || 'levels' in shape);
  return {
    location: locationOf(place),
    message: `${place.path} of ${place.name} is ${quote(text)}; expected ${wordsOf(shape)}`,
    fix: isChoice ? 'Set one of the expected values.' : 'Correct the value.',
  };
}

/** A duration of Go, such as `1h30m`. */
const DURATION = /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

function fits(value: unknown, shape: Shape): boolean {
  if (shape === 'text') return typeof value === 'string';
  if (shape === 'integer') return Number.isInteger(value);
  if (shape === 'number' || shape === 'boolean') return typeof value === shape;
  if (shape === 'record') return isObject(value);
  if (shape === 'duration') return Number.isInteger(value) || (typeof value === 'string' && DURATION.test(value));
  if (typeof shape !== 'object') return false;
  if ('choices' in shape) return typeof value === 'string' && shape.choices.includes(value);
  if (!('levels' in shape)) return false;
  return typeof value === 'string' ? [...shape.levels, ...(shape.also ?? [])].includes(value.toLowerCase()) : Number.isInteger(value);
}

function wordsOf(shape: Shape): string {
  if (typeof shape === 'string') return WORDS[shape];
  if ('choices' in shape) return shape.choices.join(', ');
  if ('levels' in shape) return shape.levels.join(', ');
  return 'list' in shape ? 'a list' : WORDS.record;
}

const WORDS = {
  text: 'a text',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  duration: 'a duration such as 10s',
  any: 'a value',
  record: 'an object',
} as const;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below({ path, ...place }: SettingPlace, key: string): SettingPlace {
  return { ...place, path: path === '' ? key : `${path}.${key}` };
}

function locationOf({ root, path }: SettingPlace): string {
  return path === '' ? root : `${root}.${path}`;
}

function nameOf({ name, path }: SettingPlace): string {
  return path === '' ? name : `${name}.${path}`;
}
