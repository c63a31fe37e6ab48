/** Options of every field. */
export interface FleetFieldOptions<T, Optional extends boolean = boolean> {
  /** The value of rows that have none. @default - none: every row needs one, unless the field is optional */
  readonly default?: Optional extends true ? never : T;
  /** Whether rows may have no value, which is `undefined` then. Such a field has no default. @default false */
  readonly optional?: Optional;
}

/** Options of fields that are texts. */
export interface FleetTextOptions<Optional extends boolean = boolean> extends FleetFieldOptions<string, Optional> {
  /** What the text has to match, anywhere in it: begin with `^` and end with `$` for the whole. @default - any text */
  readonly pattern?: RegExp;
}

/** Options of fields that are numbers. */
export interface FleetNumberOptions<Optional extends boolean = boolean> extends FleetFieldOptions<number, Optional> {
  /** The least that is accepted. @default - no limit; of integers, what a number holds exactly: -(2^53 - 1) */
  readonly min?: number;
  /** The most that is accepted. @default - no limit; of integers, what a number holds exactly: 2^53 - 1 */
  readonly max?: number;
}

/** The type of a field in the program. */
export type FleetFieldType<T, Optional extends boolean> = Optional extends true ? T | undefined : T;
