import { quote } from '../synth/argument';
import { declareTextFields } from '../synth/text-fields';
import type { FleetFaults } from './fleet-faults';
import type { FleetField } from './fleet-field';
import { fixFor } from './fleet-reading';
import type { FleetRecord, FleetTable, KeyedRecord, LocatedValue } from './fleet-table';
import { describeValue, shorten } from './fleet-value';

/** Fields of a data file by name. */
export type FleetFields = Readonly<Record<string, FleetField<unknown>>>;

/** Holds what stands in a data file against its fields. */
export class FleetRows {
  /** Line of each name of a site. */
  private readonly linesByName = new Map<string, number>();
  private readonly fields: ReadonlyMap<string, FleetField<unknown>>;
  private readonly faults: FleetFaults;

  public constructor(fields: FleetFields, faults: FleetFaults) {
    this.fields = new Map(Object.entries(fields));
    this.faults = faults;
  }

  /** The rows of a file with the values of the program; what is wrong with them is in the faults. */
  public read(table: FleetTable): readonly Readonly<Record<string, unknown>>[] {
    const missing = table.header === undefined ? [] : this.checkHeader(table.header.line, table.header.columns);
    if (table.header === undefined) for (const record of table.records) this.refuseUnknown(record);
    const fields = [...this.fields].filter(([name]) => !missing.includes(name));
    const texts = new Set(fields.filter(([, { reading }]) => reading.isFreeText).map(([name]) => name));
    return table.records.map((record) => {
      const row = Object.fromEntries(fields.map(([name, field]) => [name, this.valueOf(name, field, record)]));
      return Object.freeze(declareTextFields(row, texts));
    });
  }

  /** The fields that every row needs and that have no column: they are missing once, not in every row. */
  private checkHeader(line: number, columns: readonly string[]): readonly string[] {
    const seen = new Set<string>();
    for (const column of columns) {
      const what = column === '' ? 'a column without a name' : `the column ${quote(shorten(column))}`;
      if (!this.fields.has(column)) this.faults.data(line, column, `${what} is no field`, `there are ${this.names()}`);
      else if (seen.has(column)) this.faults.data(line, column, `${what} is there twice`, 'keep one');
      seen.add(column);
    }
    const missing = [...this.fields].filter(([name, { fallback }]) => fallback === undefined && !seen.has(name)).map(([name]) => name);
    for (const name of missing) this.faults.data(line, name, `there is no column ${name}`, 'add the column, or give the field a default');
    return missing;
  }

  private refuseUnknown({ values }: KeyedRecord): void {
    for (const [name, { line }] of values) {
      if (!this.fields.has(name)) this.faults.data(line, name, `${quote(shorten(name))} is no field`, `there are ${this.names()}`);
    }
  }

  private valueOf(name: string, field: FleetField<unknown>, { line, values }: FleetRecord): unknown {
    const { reading, fallback } = field;
    const located: LocatedValue = values.get(name) ?? { line, value: undefined };
    const { value } = located;
    if (value === undefined || (value.text === '' && (value.kind === 'cell' || value.kind === 'text'))) {
      if (fallback !== undefined) return fallback.value;
      this.faults.data(located.line, name, `${name} has to be ${reading.asks}, received nothing`, reading.fix);
      return undefined;
    }
    const parsed = reading.parse(value);
    if (parsed === undefined) {
      this.faults.data(located.line, name, `${name} has to be ${reading.asks}, received ${describeValue(value)}`, fixFor(reading, value));
    } else if (field.isSiteName) {
      // One that was taken in from an earlier row is wrong in this.
      this.requireNewName(Math.max(line, located.line), name, value.text);
    }
    return parsed;
  }

  private requireNewName(line: number, field: string, name: string): void {
    const first = this.linesByName.get(name);
    if (first === undefined) this.linesByName.set(name, line);
    else this.faults.data(line, field, `the site ${quote(name)} is there already, in line ${String(first)}`, 'give it another name');
  }

  private names(): string {
    return [...this.fields.keys()].join(', ');
  }
}
