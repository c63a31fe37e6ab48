import { writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { FleetField, readFleet, SynthesisError, type Finding, type FleetFields, type FleetRow } from '../../constructs';
import { tempDir } from '../helpers';

/** Fields of a shop. */
export const SHOP = {
  name: FleetField.siteName(),
  namespace: FleetField.text({ default: 'telemetry' }),
  region: FleetField.oneOf(['eu', 'us']),
  replicas: FleetField.integer({ min: 1, max: 9, default: 1 }),
  buffered: FleetField.boolean({ default: false }),
  note: FleetField.text({ optional: true }),
};
/** Files of one field. */
export const [NAME, TEXT] = [{ name: FleetField.siteName() }, { text: FleetField.text() }];

/** A file that is removed after the test. */
export function file(text: string | Uint8Array, name = 'shops.csv'): string {
  const made = path.join(tempDir(), name);
  writeFileSync(made, text);
  return made;
}

/** The rows of a file. */
export function read<Fields extends FleetFields>(text: string | Uint8Array, fields: Fields, name?: string): readonly FleetRow<Fields>[] {
  return readFleet(file(text, name), fields);
}

/** What is found in a file that is there. */
export function findings(where: string, fields: FleetFields): readonly Finding[] {
  try {
    readFleet(where, fields);
  } catch (error) {
    if (!(error instanceof SynthesisError)) throw error;
    return error.findings;
  }
  return [];
}

/** What is found in a file: `shops.csv:2 field: message`. */
export function found(text: string | Uint8Array, fields: FleetFields, name?: string): string[] {
  return findings(file(text, name), fields).map(
    ({ path: where, location, message }) => `${path.basename(where)}${location === undefined ? '' : ` ${location}`}: ${message}`,
  );
}

/** What is found in a YAML file. */
export const inYaml = (text: string, fields: FleetFields): string[] => found(text, fields, 'shops.yaml');
