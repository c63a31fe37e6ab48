import { createHash } from 'node:crypto';

import { ApiObject, Chart } from 'cdk8s';
import { Construct, Node, type IConstruct } from 'constructs';

import { PURE, isPure } from './pure';

/** Stands for the name that sites of one shape differ in. */
const HOLE = '\u0000';
/** Sites with more objects than this are not compared. */
const MOST_OBJECTS = 50_000;

/** Thrown at something of which it is not known what it will do when it is rendered. */
const UNKNOWN = new Error('unknown');

/**
 * Tells which constructs are alike but for a name.
 *
 * The key of a construct is everything that is reachable from it: each field of each object, the classes, functions by their identity, and
 * constructs elsewhere in the tree by theirs. Rendering reads nothing else, so that constructs of one key are rendered to the same, their
 * names left out. What cannot be read that way (a closure that was made for one construct, a class of the program's own, a private field) is
 * like nothing else, and its construct has no key in common with another.
 */
export class ShapeKeys {
  private readonly identities = new Map<unknown, number>();

  /**
   * The key of a construct. Keys are the same for constructs that are alike but for their names.
   *
   * @returns undefined if it may be like no other
   */
  public tryFindKey(construct: IConstruct, name: string): string | undefined {
    const reader = new ShapeReader(construct, this.identities);
    try {
      reader.read(construct);
    } catch (error) {
      if (error === UNKNOWN) return undefined;
      throw error;
    }
    return createHash('sha256').update(reader.text.replaceAll(name, HOLE)).digest('base64');
  }
}

/** Classes of cdk8s that are read like those of this package. */
const TREE: ReadonlySet<unknown> = new Set([Node, Construct, Chart, ApiObject]);

/** The construct that a node is of. */
function hostOf(node: Node): Construct | undefined {
  const host: unknown = Reflect.get(node, 'host');
  return host instanceof Construct ? host : undefined;
}

/** Whether the instances of a class consist of their fields, and its methods read nothing else. */
function isReadable(value: object, constructor: unknown): boolean {
  if (TREE.has(constructor)) return true;
  if (typeof constructor !== 'function') return false;
  if (value instanceof Construct || PURE in constructor) return isPure(constructor);
  const source = Function.prototype.toString.call(constructor);
  return !source.includes('[native code]') && !/#[\p{L}_$]/u.test(source);
}

class ShapeReader {
  public text = '';
  private readonly seen = new Map<object, number>();

  public constructor(
    private readonly root: IConstruct,
    private readonly identities: Map<unknown, number>,
  ) {}

  public read(value: unknown): void {
    switch (typeof value) {
      case 'string':
        this.readText(value);
        return;
      case 'object':
        if (value === null) this.text += 'null;';
        else this.readObject(value);
        return;
      case 'function':
        this.text += `f${this.identityOf(value)};`;
        return;
      case 'symbol':
        throw UNKNOWN;
      default:
        this.text += `${String(value)};`;
    }
  }

  private readText(value: string): void {
    // What tells texts apart must not be in one.
    if (value.includes('\u0001') || value.includes(HOLE)) throw UNKNOWN;
    this.text += `"${value}\u0001`;
  }

  private readObject(value: object): void {
    const known = this.seen.get(value);
    if (known !== undefined) {
      this.text += `@${String(known)};`;
      return;
    }
    if (this.seen.size > MOST_OBJECTS) throw UNKNOWN;
    this.seen.set(value, this.seen.size);
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype === Object.prototype) {
      this.readFields(value, '{');
    } else if (Array.isArray(value)) {
      this.text += '[';
      for (const item of value) this.read(item);
      this.text += ']';
    } else if (prototype === Map.prototype) {
      this.text += 'M(';
      for (const [key, item] of value as ReadonlyMap<unknown, unknown>) {
        this.read(key);
        this.read(item);
      }
      this.text += ')';
    } else if (prototype === Set.prototype) {
      this.text += 'S(';
      for (const item of value as ReadonlySet<unknown>) this.read(item);
      this.text += ')';
    } else {
      this.readInstance(value, prototype);
    }
  }

  private readInstance(value: object, prototype: object | null): void {
    const kind = this.kindOf(value, prototype);
    if (kind === 'elsewhere') this.text += `o${this.identityOf(value)};`;
    else if (kind === 'unknown') throw UNKNOWN;
    else this.readFields(value, `c${this.identityOf(prototype)}{`);
  }

  private kindOf(value: object, prototype: object | null): 'elsewhere' | 'unknown' | 'known' {
    if (prototype === null) return 'known';
    const construct = value instanceof Construct ? value : value instanceof Node ? hostOf(value) : undefined;
    if (construct !== undefined && construct !== this.root && !construct.node.scopes.includes(this.root)) return 'elsewhere';
    return isReadable(value, prototype.constructor) ? 'known' : 'unknown';
  }

  private readFields(value: object, begin: string): void {
    this.text += begin;
    for (const [key, field] of Object.entries(value)) {
      this.text += `${key}:`;
      this.read(field);
    }
    this.text += '}';
  }

  private identityOf(value: unknown): string {
    let known = this.identities.get(value);
    if (known === undefined) {
      known = this.identities.size;
      this.identities.set(value, known);
    }
    return String(known);
  }
}
