import type { Alias, Document, LineCounter, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';

import type { FleetFaults } from './fleet-faults';
import { listOf, shorten, type FleetValue } from './fleet-value';

/** Formats that the YAML parser reads. */
export type YamlFormat = 'yaml' | 'json';

/** A parsed YAML or JSON file: its nodes, with aliases followed, and the lines that they are on. */
export class YamlSource {
  private readonly yaml: typeof import('yaml');
  private readonly lines: LineCounter;
  private readonly document: Document.Parsed;
  private readonly targets = new Map<Alias, Node>();

  /**
   * @param text with line feeds between lines
   * @throws SynthesisError if the file cannot be parsed
   */
  public constructor(
    text: string,
    public readonly format: YamlFormat,
    private readonly faults: FleetFaults,
  ) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when a YAML or JSON file is read
    this.yaml = require('yaml') as typeof import('yaml');
    this.lines = new this.yaml.LineCounter();
    const schema = format === 'json' ? 'json' : 'core';
    // Keys that are there twice are ours to find: those of sites name both lines.
    this.document = this.yaml.parseDocument(text, { lineCounter: this.lines, prettyErrors: false, uniqueKeys: false, schema });
    this.refuseErrors();
    if (format === 'json') this.requireJson(text);
    this.followAliases();
    faults.throwIfAny();
  }

  /** What the file holds; null if that is nothing. */
  public get contents(): Node | null {
    return this.document.contents;
  }

  /** The line that a node begins on. */
  public lineOf(node: unknown): number {
    return this.yaml.isNode(node) && node.range ? this.lineAt(node.range[0]) : 1;
  }

  /** The mapping that a node is or stands for. */
  public mapping(node: unknown): YAMLMap | undefined {
    const target = this.target(node);
    return this.yaml.isMap(target) ? target : undefined;
  }

  /** The sequence that a node is or stands for. */
  public sequence(node: unknown): YAMLSeq | undefined {
    const target = this.target(node);
    return this.yaml.isSeq(target) ? target : undefined;
  }

  /** Whether a key is `<<`, which takes in other mappings. */
  public isMerge(key: unknown): boolean {
    return this.format === 'yaml' && this.yaml.isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
  }

  /** The value that a node is or stands for; undefined for null. */
  public value(node: unknown): FleetValue | undefined {
    const items = this.sequence(node)?.items;
    // No deeper: nobody asks for lists of lists, and one may hold itself.
    return items === undefined ? this.leaf(node) : listOf(items.map((item) => this.leaf(item) ?? { kind: 'other', text: 'null' }));
  }

  private leaf(node: unknown): FleetValue | undefined {
    const target = this.target(node);
    if (this.yaml.isScalar(target)) return scalarValue(target);
    if (this.yaml.isMap(target)) return { kind: 'mapping', text: '{…}' };
    return this.yaml.isSeq(target) ? { kind: 'list', text: '[…]' } : undefined;
  }

  private target(node: unknown): unknown {
    return this.yaml.isAlias(node) ? this.targets.get(node) : node;
  }

  private lineAt(offset: number): number {
    return this.lines.linePos(offset).line;
  }

  private refuseErrors(): void {
    let last = 0;
    for (const { code, message, pos } of [...this.document.errors, ...this.document.warnings]) {
      const line = this.lineAt(pos[0]);
      // What follows in the same line follows from it.
      if (line === last) continue;
      last = line;
      if (code === 'MULTIPLE_DOCS') this.faults.unreadable('holds more than one document', 'put all sites into one', line);
      else this.faults.unreadable(`cannot be parsed: ${shortenQuoted(message)}`, 'mend what stands there', line);
    }
    this.faults.throwIfAny();
  }

  // The YAML parser lets pass what no other reader of JSON does, such as comments.
  private requireJson(text: string): void {
    try {
      JSON.parse(text);
    } catch (error) {
      if (this.contents === null) return;
      this.faults.unreadable(`is YAML, but no JSON: ${(error as Error).message}`, 'mend it, or name the file .yaml');
    }
  }

  // In one pass: an anchor holds from where it stands until another of its name.
  private followAliases(): void {
    const anchors = new Map<string, Node>();
    this.yaml.visit(this.document, {
      Node: (_, node) => {
        if (!this.yaml.isAlias(node)) {
          if (node.anchor !== undefined) anchors.set(node.anchor, node);
          return;
        }
        const target = anchors.get(node.source);
        if (target !== undefined) this.targets.set(node, target);
        else this.faults.unreadable(`no anchor before *${shorten(node.source)} has its name`, 'correct the name', this.lineOf(node));
      },
    });
  }
}

function scalarValue({ value, source }: Scalar): FleetValue | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'boolean') return { kind: 'boolean', text: String(value) };
  // As written: 08 and 1e3 are numbers of YAML too.
  const text = source ?? JSON.stringify(value);
  return { kind: typeof value === 'number' ? 'number' : 'other', text };
}

/** Messages of the parser end in what they quote. */
function shortenQuoted(message: string): string {
  const colon = message.indexOf(': ') + 2;
  return colon < 2 ? message : `${message.slice(0, colon)}${shorten(message.slice(colon))}`;
}
