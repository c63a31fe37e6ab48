/** A value in a statement, as far as checks read it. */
export interface OttlValue {
  readonly is: ValueForm;
  /** Text of a literal as it is written, a string with its quotes; name of an enum or of a function. */
  readonly text?: string;
  /** Whether a number has a sign or is in parentheses. */
  readonly isCalculated?: true;
  /** Items of a list, values of a map. */
  readonly values?: readonly OttlValue[];
}

/** How a value is written. */
export type ValueForm =
  'nil' | 'string' | 'int' | 'float' | 'bool' | 'bytes' | 'enum' | 'list' | 'map' | 'lambda' | 'function' | 'path' | 'call' | 'calculation';

/** Checks whether the collector knows a value when it parses the statement. */
export function isLiteral({ is, values = [] }: OttlValue): boolean {
  return is !== 'path' && is !== 'call' && is !== 'calculation' && values.every(isLiteral);
}
