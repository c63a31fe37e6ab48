import type { Settings } from './value';

/** What Prometheus refuses in its configuration. */
export interface PrometheusFault {
  /** Keys of the value from the option of the component on, joined by dots. */
  readonly path: string;
  /** What is wrong with the value, after its path. */
  readonly says: string;
  readonly fix: string;
}

/** What is wrong with a field of an object. */
export interface FieldFault {
  /** Keys below the object; empty for the object. */
  readonly at: string;
  readonly says: string;
  readonly fix: string;
}

/** Looks for faults of an object that the types of its fields do not show. */
export type ObjectCheck = (object: Settings) => readonly FieldFault[];

/** Returns the fault of an object that has no value for a field. */
export function missing(key: string): FieldFault {
  return { at: '', says: `has no ${key}`, fix: `Set ${key}.` };
}

/** Returns the fault of fields that exclude each other. */
export function exclusive(keys: readonly string[], at = ''): FieldFault {
  return { at, says: `sets ${keys.join(' and ')}, which exclude each other`, fix: 'Keep one of them.' };
}
