import { createHash } from 'node:crypto';

import { ApiObject, Chart } from 'cdk8s';
import { Construct, Node, type IConstruct } from 'constructs';

import { PURE, redundantFields } from './pure';

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
  private readonly classes = new Classes();
  private readonly common: ReadonlySet<object>;

  /** @param constructs those that are to be told apart */
  public constructor(constructs: readonly IConstruct[]) {
    const [first, second] = constructs;
    this.common = first === undefined || second === undefined ? NOTHING : this.commonOf(first, second);
  }

  /**
   * The key of a construct. Keys are the same for constructs that are alike but for their names.
   *
   * @returns undefined if it may be like no other
   */
  public tryFindKey(construct: IConstruct, name: string): string | undefined {
    const reader = new ShapeReader(construct, this.classes, this.common);
    return reader.tryRead() ? createHash('sha256').update(reader.text.replaceAll(name, HOLE)).digest('base64') : undefined;
  }

  /** What two constructs both lead to is one and the same thing, such as the receiver of a hub: it is known by itself. */
  private commonOf(first: IConstruct, second: IConstruct): ReadonlySet<object> {
    const [seen, others] = [first, second].map((construct) => {
      const reader = new ShapeReader(construct, this.classes, NOTHING);
      reader.tryRead();
      return reader.seen;
    });
    return new Set([...(seen?.keys() ?? [])].filter((value) => others?.has(value) === true));
  }
}

const NOTHING: ReadonlySet<object> = new Set();

/** Classes of cdk8s that are read like those of this package. */
const TREE: ReadonlySet<unknown> = new Set([Construct, Chart, ApiObject]);

/** The construct that a node is of. */
function hostOf(node: Node): Construct | undefined {
  const host: unknown = Reflect.get(node, 'host');
  return host instanceof Construct ? host : undefined;
}

/** What is known of the classes and functions of a program: it is found out once. */
class Classes {
  private readonly identities = new Map<unknown, string>();
  private readonly redundant = new Map<object, ReadonlySet<string> | undefined>();

  /** A number for a class, a function, or a construct elsewhere in the tree. */
  public identityOf(value: unknown): string {
    let known = this.identities.get(value);
    if (known === undefined) {
      known = String(this.identities.size);
      this.identities.set(value, known);
    }
    return known;
  }

  /**
   * The fields of an instance that need not be read. Undefined if it does not consist of its fields alone, or its methods may read something
   * else.
   */
  public redundantFields(value: object, prototype: object): ReadonlySet<string> | undefined {
    if (!this.redundant.has(prototype)) this.redundant.set(prototype, redundantIn(value, prototype.constructor));
    return this.redundant.get(prototype);
  }
}

const NONE: ReadonlySet<string> = new Set();
/** Fields of a node that follow from its place in the tree. */
const PLACE: ReadonlySet<string> = new Set(['host', 'scope', 'path', '_scopes', '_addr']);

function redundantIn(value: object, constructor: unknown): ReadonlySet<string> | undefined {
  if (constructor === Node) return PLACE;
  if (TREE.has(constructor)) return NONE;
  if (typeof constructor !== 'function') return undefined;
  if (value instanceof Construct || PURE in constructor) {
    const fields = redundantFields(constructor);
    return fields && new Set(fields);
  }
  const source = Function.prototype.toString.call(constructor);
  return source.includes('[native code]') || /#[\p{L}_$]/u.test(source) ? undefined : NONE;
}

class ShapeReader {
  public text = '';
  public readonly seen = new Map<object, string>();

  public constructor(
    private readonly root: IConstruct,
    private readonly classes: Classes,
    private readonly common: ReadonlySet<object>,
  ) {}

  /** Reads everything. @returns whether it may be like another */
  public tryRead(): boolean {
    try {
      this.read(this.root);
      return true;
    } catch (error) {
      if (error === UNKNOWN) return false;
      throw error;
    }
  }

  private read(value: unknown): void {
    switch (typeof value) {
      case 'string':
        this.readText(value);
        return;
      case 'object':
        if (value === null) this.text += 'null;';
        else this.readObject(value);
        return;
      case 'function':
        this.text += `f${this.classes.identityOf(value)};`;
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
      this.text += `@${known};`;
      return;
    }
    if (this.common.has(value)) {
      this.text += `o${this.classes.identityOf(value)};`;
      return;
    }
    if (this.seen.size > MOST_OBJECTS) throw UNKNOWN;
    this.seen.set(value, String(this.seen.size));
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
    if (prototype === null) {
      this.readFields(value, '0{');
      return;
    }
    const construct = value instanceof Construct ? value : value instanceof Node ? hostOf(value) : undefined;
    if (construct !== undefined && construct !== this.root && !construct.node.scopes.includes(this.root)) {
      this.text += `o${this.classes.identityOf(value)};`;
      return;
    }
    const redundant = this.classes.redundantFields(value, prototype);
    if (redundant === undefined) throw UNKNOWN;
    this.readInstanceFields(value, `c${this.classes.identityOf(prototype)}{`, redundant);
  }

  /** A record of a program: that a member is there without a value may matter, where it is laid over another record. */
  private readFields(value: object, begin: string): void {
    this.text += begin;
    for (const key of Object.keys(value)) this.readField(value, key);
    this.text += '}';
  }

  /** An instance has all fields of its class. */
  private readInstanceFields(value: object, begin: string, redundant: ReadonlySet<string>): void {
    this.text += begin;
    for (const key of Object.keys(value)) {
      if ((value as Readonly<Record<string, unknown>>)[key] !== undefined && !redundant.has(key)) this.readField(value, key);
    }
    this.text += '}';
  }

  private readField(value: object, key: string): void {
    this.readText(key);
    this.read((value as Readonly<Record<string, unknown>>)[key]);
  }
}
