import { createHash } from 'node:crypto';

import { ApiObject, Chart } from 'cdk8s';
import { Construct, Node, type IConstruct } from 'constructs';

import { PURE, redundantFields } from './pure';

// Marks of the key contain a capital letter or a sign, which no name of a site has: only texts of the program get holes.

/** Replaces the name of a site in its key. */
const HOLE = '\u0000';
/** Sites with more objects than this are not compared. */
const MOST_OBJECTS = 50_000;

/** Thrown for a value whose behavior during rendering is unknown. */
const UNKNOWN = new Error('unknown');

/**
 * Computes keys of constructs. Constructs with the same key differ only in their names.
 *
 * The key contains everything that is reachable from the construct: each field of each object and the classes. Functions and constructs in
 * other parts of the tree are identified by themselves. Rendering reads nothing else, so constructs with the same key have the same output,
 * except for their names. A closure that was created for one construct makes its key unique. A construct with a class of the user's program
 * or with `#` fields has no key.
 */
export class ShapeKeys {
  private readonly classes = new Classes();
  private readonly common: ReadonlySet<object>;

  /** @param constructs the constructs to compare */
  public constructor(constructs: readonly IConstruct[]) {
    const [first, second] = constructs;
    this.common = first === undefined || second === undefined ? NOTHING : this.commonOf(first, second);
  }

  /**
   * Returns the key of a construct.
   *
   * @returns undefined if the construct cannot be compared
   */
  public tryFindKey(construct: IConstruct, name: string): string | undefined {
    const reader = new ShapeReader(construct, this.classes, this.common);
    return reader.tryRead() ? createHash('sha256').update(reader.text.replaceAll(name, HOLE)).digest('base64') : undefined;
  }

  /** Objects that are reachable from both constructs, for example the receiver of a hub. The key identifies them by themselves. */
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

/** Classes of cdk8s whose instances are compared. */
const TREE: ReadonlySet<unknown> = new Set([Construct, Chart, ApiObject]);

/** Returns the construct of a node. */
function hostOf(node: Node): Construct | undefined {
  const host: unknown = Reflect.get(node, 'host');
  return host instanceof Construct ? host : undefined;
}

/** Identities and derived fields of the classes and functions of a program. */
class Classes {
  private readonly identities = new Map<unknown, string>();
  private readonly redundant = new Map<object, ReadonlySet<string> | undefined>();

  /** Returns a number for a class, a function, or a construct in another part of the tree. */
  public identityOf(value: unknown): string {
    let known = this.identities.get(value);
    if (known === undefined) {
      known = String(this.identities.size);
      this.identities.set(value, known);
    }
    return known;
  }

  /**
   * Returns the derived fields of an instance; undefined if the instance has hidden state, or its methods may read other state.
   */
  public redundantFields(value: object, prototype: object): ReadonlySet<string> | undefined {
    if (!this.redundant.has(prototype)) this.redundant.set(prototype, redundantIn(value, prototype.constructor));
    return this.redundant.get(prototype);
  }
}

const NONE: ReadonlySet<string> = new Set();
/** Fields of a node that are derived from its place in the tree. */
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

  /** Reads all reachable values. @returns false if the construct cannot be compared */
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
        if (value === null) this.text += 'NULL;';
        else this.readObject(value);
        return;
      case 'function':
        this.text += `F${this.classes.identityOf(value)};`;
        return;
      case 'symbol':
        throw UNKNOWN;
      default:
        this.text += `=${String(value)};`;
    }
  }

  private readText(value: string): void {
    // A text must not contain the separators of the key.
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
      this.text += `O${this.classes.identityOf(value)};`;
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
      this.text += `O${this.classes.identityOf(value)};`;
      return;
    }
    const redundant = this.classes.redundantFields(value, prototype);
    if (redundant === undefined) throw UNKNOWN;
    this.readInstanceFields(value, `C${this.classes.identityOf(prototype)}{`, redundant);
  }

  /** A plain object. A member with the value undefined counts: it overrides a default when objects are merged. */
  private readFields(value: object, begin: string): void {
    this.text += begin;
    for (const key of Object.keys(value)) this.readField(value, key);
    this.text += '}';
  }

  /** Fields of an instance. Undefined fields do not count: every instance has all fields of its class. */
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
