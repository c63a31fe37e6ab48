import type { FleetValue } from './fleet-value';

/** What stands under a name, and where. */
export interface LocatedValue {
  readonly line: number;
  /** Undefined for null. */
  readonly value: FleetValue | undefined;
}

/** One row of a data file. */
export interface FleetRecord {
  readonly line: number;
  readonly values: { readonly get: (name: string) => LocatedValue | undefined };
}

/** One row that says itself which values it has. */
export interface KeyedRecord extends FleetRecord {
  readonly values: ReadonlyMap<string, LocatedValue>;
}

/** What a reader of a format makes of a file: rows with columns in common, or each with keys. */
export type FleetTable =
  | { readonly header: { readonly line: number; readonly columns: readonly string[] }; readonly records: readonly FleetRecord[] }
  | { readonly header?: undefined; readonly records: readonly KeyedRecord[] };
