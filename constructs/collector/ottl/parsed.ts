import type { OttlValue } from './value';

/** A function that a statement calls. */
export interface Call {
  readonly name: string;
  readonly arguments: readonly Argument[];
}

/** An argument of a call. */
export interface Argument {
  /** Name that is written before the value. */
  readonly name?: string;
  readonly value: OttlValue;
}

/** A path that a statement reads or writes. */
export interface Path {
  readonly names: readonly string[];
  /** Number of keys after each name. */
  readonly keys: readonly number[];
}

/** What a statement or condition is made of. */
export interface ParsedOttl {
  readonly calls: readonly Call[];
  readonly paths: readonly Path[];
  /** Values that are written as enums. Names of functions in capitals are among them. */
  readonly enums: readonly OttlValue[];
  /** Whether there is a lambda expression in it. */
  readonly hasLambda: boolean;
}

/** Why a text is no statement or condition, in words. */
export interface ParseFault {
  readonly fault: string;
}
