import type { YAMLMap } from 'yaml';

import type { FleetFaults } from './fleet-faults';
import type { FleetTable, KeyedRecord, LocatedValue } from './fleet-table';
import { describeValue, shorten } from './fleet-value';
import { YamlSource, type YamlFormat } from './yaml-source';

/**
 * Reads a YAML or JSON file: a sequence of mappings, or a mapping of mappings by the name of the site.
 *
 * @param nameField the field that the keys of such a mapping are values of
 */
export function readYaml(text: string, format: YamlFormat, nameField: string | undefined, faults: FleetFaults): FleetTable {
  const source = new YamlSource(text, format, faults);
  return { records: new YamlTable(source, faults).records(nameField) };
}

const ROWS = 'a list of mappings, or a mapping of mappings by the name of the site';

class YamlTable {
  private readonly valuesByMapping = new Map<YAMLMap, Map<string, LocatedValue>>();

  public constructor(
    private readonly source: YamlSource,
    private readonly faults: FleetFaults,
  ) {}

  public records(nameField: string | undefined): KeyedRecord[] {
    const { contents } = this.source;
    const mapping = this.source.mapping(contents);
    if (mapping !== undefined) return this.keyedRecords(mapping, nameField);
    const items = this.source.sequence(contents)?.items;
    if (items !== undefined) return items.flatMap((item) => this.record(this.source.lineOf(item), undefined, item) ?? []);
    const value = this.source.value(contents);
    if (value !== undefined)
      this.faults.data(
        this.source.lineOf(contents),
        undefined,
        `the file has to be ${ROWS}, received ${describeValue(value)}`,
        'make it one of them',
      );
    return [];
  }

  private keyedRecords(mapping: YAMLMap, nameField: string | undefined): KeyedRecord[] {
    if (nameField === undefined) {
      const message = 'the file is a mapping by the name of the site, and no field is one';
      this.faults.data(this.source.lineOf(mapping), undefined, message, 'add a field FleetField.siteName(), or make the file a list');
      return [];
    }
    return mapping.items.flatMap(({ key, value }) => {
      const line = this.source.lineOf(key);
      const name = { line, value: this.source.value(key) };
      // No fields at all: all of them have defaults.
      const record =
        this.source.value(value) === undefined ? { line, values: new Map<string, LocatedValue>() } : this.record(line, name, value);
      if (record === undefined) return [];
      const inside = record.values.get(nameField);
      if (inside !== undefined) {
        const message = `the name of the site stands in line ${String(line)} already, before its fields`;
        this.faults.data(inside.line, nameField, message, `leave ${nameField} out`);
      }
      return { line, values: new Map(record.values).set(nameField, name) };
    });
  }

  private record(line: number, name: LocatedValue | undefined, node: unknown): KeyedRecord | undefined {
    const mapping = this.source.mapping(node);
    if (mapping !== undefined) return { line, values: this.valuesOf(mapping) };
    const value = this.source.value(node);
    const received = value === undefined ? 'nothing' : describeValue(value);
    const whose = name?.value === undefined ? 'a site' : `the site ${describeValue({ ...name.value, kind: 'cell' })}`;
    this.faults.data(line, undefined, `${whose} has to be a mapping of fields, received ${received}`, `the file has to be ${ROWS}`);
    return undefined;
  }

  /** Own fields, then those taken in by `<<` that are not there yet. */
  private valuesOf(mapping: YAMLMap): ReadonlyMap<string, LocatedValue> {
    const known = this.valuesByMapping.get(mapping);
    if (known !== undefined) return known;
    const values = new Map<string, LocatedValue>();
    // Before it is complete: a mapping that takes in itself adds nothing.
    this.valuesByMapping.set(mapping, values);
    const merged: YAMLMap[] = [];
    for (const { key, value } of mapping.items) {
      const line = this.source.lineOf(key);
      if (this.source.isMerge(key)) {
        merged.push(...this.mergedBy(value, line));
        continue;
      }
      const name = this.source.value(key)?.text ?? '';
      const first = values.get(name);
      if (first === undefined) values.set(name, { line, value: this.source.value(value) });
      else this.faults.data(line, name, `${shorten(name)} is there twice, first in line ${String(first.line)}`, 'keep one');
    }
    for (const other of merged) for (const [name, value] of this.valuesOf(other)) if (!values.has(name)) values.set(name, value);
    return values;
  }

  private mergedBy(node: unknown, line: number): YAMLMap[] {
    const nodes = this.source.sequence(node)?.items ?? [node];
    return nodes.flatMap((item) => {
      const mapping = this.source.mapping(item);
      if (mapping !== undefined) return mapping;
      this.faults.data(line, '<<', '<< takes in mappings alone', 'name an anchor of a mapping');
      return [];
    });
  }
}
