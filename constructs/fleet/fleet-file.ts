import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { ArgumentError } from '../synth/argument';
import { ownOf } from '../synth/own';
import { readCsv } from './csv-table';
import { FleetFaults } from './fleet-faults';
import type { FleetField } from './fleet-field';
import { FleetRows, type FleetFields } from './fleet-rows';
import type { FleetTable } from './fleet-table';
import { readYaml } from './yaml-table';

/** One row of a data file: the values of its fields. */
export type FleetRow<Fields extends FleetFields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends FleetField<infer T> ? T : never;
};

type Reader = (text: string, nameField: string | undefined, faults: FleetFaults) => FleetTable;

const READERS: Readonly<Record<string, Reader>> = {
  '.csv': (text, _, faults) => readCsv(text, faults),
  '.yaml': (text, nameField, faults) => readYaml(text, 'yaml', nameField, faults),
  '.yml': (text, nameField, faults) => readYaml(text, 'yaml', nameField, faults),
  '.json': (text, nameField, faults) => readYaml(text, 'json', nameField, faults),
};

/**
 * Reads the sites of a fleet, or any other rows, from a data file, in the order of the file. Its extension says the format:
 *
 * - `.csv`: a header and rows with commas between cells, cells in double quotes where they have a comma in them.
 * - `.yaml`, `.yml`, `.json`: a list of mappings; or a mapping of mappings by the name of the site, which is then the value of
 *   the field `FleetField.siteName()`.
 *
 * Every field of a file has to be named, and every value to be what its field says. Nothing of a file is secret to messages.
 *
 * ```ts
 * const shops = readFleet('shops.csv', { name: FleetField.siteName(), region: FleetField.oneOf(['eu', 'us']) });
 * for (const { name, region } of shops) new EdgeSite(network, name, { namespace: `telemetry-${region}` });
 * ```
 *
 * @param file a path, from the current directory unless it is absolute; text in UTF-8
 * @param fields what the file has, by name of the column or key
 * @throws SynthesisError with all that is wrong with the file (`fleet/data`, each with its line), or if it cannot be read or
 *   parsed (`fleet/file`)
 * @throws ArgumentError if two fields are the name of the site
 */
export function readFleet<Fields extends FleetFields>(file: string, fields: Fields): readonly FleetRow<Fields>[] {
  const faults = new FleetFaults(file);
  const table = readTable(file, siteNameOf(fields), faults);
  if (table.records.length === 0 && faults.areNone)
    faults.data(1, undefined, 'the file has no rows', 'add some, or correct the name of the file');
  const rows = new FleetRows(fields, faults).read(table);
  faults.throwIfAny();
  // The rows have the fields, and each value is what its field parsed.
  return Object.freeze(rows) as readonly FleetRow<Fields>[];
}

function siteNameOf(fields: FleetFields): string | undefined {
  const [first, second] = Object.keys(fields).filter((name) => fields[name]?.isSiteName);
  if (second === undefined) return first;
  throw new ArgumentError('readFleet', second, `${String(first)} is the name of the site already`, 'use FleetField.text({ pattern: … })');
}

function readTable(file: string, nameField: string | undefined, faults: FleetFaults): FleetTable {
  const read = ownOf(READERS, path.extname(file).toLowerCase());
  if (read !== undefined) return read(readText(file, faults), nameField, faults);
  faults.unreadable('the name of the file does not say its format', `end it in one of ${Object.keys(READERS).join(', ')}`);
  return faults.throw();
}

function readText(file: string, faults: FleetFaults): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    // A checkout on Windows is to give the same output.
    return text.replace(/\r\n?/g, '\n');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const [message, fix] = REASONS[code] ?? [`the file cannot be read: ${code}`, 'make it a file that can be read'];
    faults.unreadable(message, fix);
    return faults.throw();
  }
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['the file is not there', 'correct the path: it begins at the current directory'],
  ENOTDIR: ['the file is not there', 'correct the path: it begins at the current directory'],
  EISDIR: ['the path is that of a folder', 'name a file in it'],
  EACCES: ['the file may not be read', 'give yourself the right to read it'],
  ERR_ENCODING_INVALID_ENCODED_DATA: ['the file is not in UTF-8', 'save it in UTF-8'],
};
