import type { CsvError } from 'csv-parse/sync';

import type { FleetFaults } from './fleet-faults';
import type { FleetRecord, FleetTable, LocatedValue } from './fleet-table';

/**
 * Reads a CSV file (RFC 4180): a header, then rows. Blank lines are skipped.
 *
 * @param text with line feeds between lines
 */
export function readCsv(text: string, faults: FleetFaults): FleetTable {
  const [header, ...rows] = readRows(text, faults);
  if (header === undefined) return { records: [] };
  const { line, cells: columns } = header;
  const [only = ''] = columns;
  if (columns.length === 1 && /[;\t]/.test(only)) {
    const separator = only.includes(';') ? 'semicolons' : 'tabs';
    faults.unreadable(`has ${separator} between its columns`, 'save it with commas between them', line);
    faults.throw();
  }
  const indices = new Map(columns.map((column, i) => [column, i]));
  const records: FleetRecord[] = [];
  for (const row of rows) {
    if (row.cells.length === columns.length) records.push(toRecord(row, indices));
    else faults.data(row.line, undefined, ...countedCells(row.cells.length, columns.length));
  }
  return { records, header: { line, columns } };
}

interface CsvRow {
  /** The line that the row begins on. */
  readonly line: number;
  readonly cells: readonly string[];
}

function readRows(text: string, faults: FleetFaults): CsvRow[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when a CSV file is read
  const { parse } = require('csv-parse/sync') as typeof import('csv-parse/sync');
  let records: string[][] = [];
  try {
    records = parse(text, { record_delimiter: '\n', relax_column_count: true });
  } catch (error) {
    refuse(text, error as CsvError, faults);
  }
  const lines = text.split('\n');
  let next = 1;
  return records.flatMap((cells) => {
    const line = next;
    // Blank lines are rows too, until here: each row is as many lines as its cells break.
    next += cells.reduce((sum, cell) => sum + lineBreaks(cell), 1);
    return lines[line - 1] === '' ? [] : { line, cells };
  });
}

/** The cells of a row by column, made into values when asked for: a large file has very many. */
function toRecord({ line, cells }: CsvRow, indices: ReadonlyMap<string, number>): FleetRecord {
  const get = (column: string): LocatedValue | undefined => {
    const text = cells[indices.get(column) ?? -1];
    return text === undefined ? undefined : { line, value: { kind: 'cell', text } };
  };
  return { line, values: { get } };
}

function countedCells(cells: number, columns: number): [string, string] {
  const message = `the row has ${String(cells)} ${cells === 1 ? 'cell' : 'cells'}, and the header ${String(columns)}`;
  return [message, cells > columns ? 'put cells with a comma in them in double quotes' : 'leave cells empty, with the commas between them'];
}

/** What csv-parse has against a file. Its own words would show whole cells. */
function refuse(text: string, error: CsvError, faults: FleetFaults): never {
  const lines = Number(error['lines']);
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED': {
      // By then `lines` is the end of the file: the row begins after the bytes of those before.
      const [read, rest] = splitBytes(text, Number(error['bytes']));
      const line = 1 + lineBreaks(read) + lineBreaks(/^\n*/.exec(rest)?.[0] ?? '');
      faults.unreadable('a double quote is opened in this row and never closed', 'close it', line);
      break;
    }
    case 'CSV_INVALID_CLOSING_QUOTE':
      faults.unreadable('a cell goes on after its closing quote', 'double the quotes inside of a cell that is in quotes', lines);
      break;
    case 'INVALID_OPENING_QUOTE':
      faults.unreadable('a cell that is not in quotes has a quote in it', 'put the cell in double quotes, and double those inside', lines);
      break;
    default:
      throw error;
  }
  faults.throw();
}

function splitBytes(text: string, at: number): [string, string] {
  const bytes = Buffer.from(text);
  return [bytes.toString('utf8', 0, at), bytes.toString('utf8', at)];
}

function lineBreaks(text: string): number {
  return text.includes('\n') ? text.split('\n').length - 1 : 0;
}
