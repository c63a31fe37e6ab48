const TEXT_FIELDS: unique symbol = Symbol('fields with free text');

const NONE: ReadonlySet<string> = new Set();

/** Declares the fields of a row that contain free text. Copies of the row do not have the declaration. */
export function declareTextFields<Row extends object>(row: Row, fields: ReadonlySet<string>): Row {
  return Object.defineProperty(row, TEXT_FIELDS, { value: fields });
}

/** Returns the fields of a row that are declared as free text. */
export function textFieldsOf(row: object): ReadonlySet<string> {
  return (Object.getOwnPropertyDescriptor(row, TEXT_FIELDS)?.value as ReadonlySet<string> | undefined) ?? NONE;
}
