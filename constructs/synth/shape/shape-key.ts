import { ApiObject, Chart } from 'cdk8s';
import { Construct, Node, type IConstruct } from 'constructs';

import { PURE, redundantFields } from './pure';
import { Identities, ShapeText } from './shape-text';
import { ShapeTree, type TokenSink } from './shape-tree';

// Marks between the tokens of values. They are symbols, which no value is: a value that is a symbol is unknown.

const LIST = Symbol('list');
const MAP = Symbol('map');
const SET = Symbol('set');
const RECORD = Symbol('record');
const BARE_RECORD = Symbol('record without prototype');
const INSTANCE = Symbol('instance');
const END = Symbol('end');
/** Precedes the number of an object that was read before. */
const SEEN = Symbol('seen');
/** Precedes a text with the name of the site. */
const NAMED = Symbol('named');

/** Sites with more objects than this are not compared. */
const MOST_OBJECTS = 50_000;

/** Thrown for a value whose behavior during rendering is unknown. */
const UNKNOWN = new Error('unknown');

/**
 * Finds keys of constructs. Constructs with the same key differ only in their names.
 *
 * A construct is read as a sequence of tokens. The sequence contains everything that is reachable from the construct: each field of each
 * object and the classes. Functions and constructs in other parts of the tree are identified by themselves. Rendering reads nothing else, so
 * constructs with the same sequence have the same output, except for their names. A closure that was created for one construct makes its
 * sequence unique. A construct with a class of the user's program or with `#` fields has no key.
 */
export class ShapeKeys {
  private readonly classes = new Classes();
  private readonly shapes = new ShapeTree();
  private readonly identities = new Identities();
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
  public tryFindKey(construct: IConstruct, name: string): number | undefined {
    const search = this.shapes.search();
    const reader = new ShapeReader(construct, name, search, this.classes, this.common);
    return reader.tryRead() ? search.end() : undefined;
  }

  /**
   * Returns everything that is reachable from a construct as one text, with its name. Texts of one `ShapeKeys` can be compared.
   *
   * @returns undefined if the construct cannot be compared
   */
  public tryRead(construct: IConstruct): string | undefined {
    const text = new ShapeText(this.identities);
    const reader = new ShapeReader(construct, undefined, text, this.classes, this.common);
    return reader.tryRead() ? text.tryFindText() : undefined;
  }

  /** Objects that are reachable from both constructs, for example the receiver of a hub. They are identified by themselves. */
  private commonOf(first: IConstruct, second: IConstruct): ReadonlySet<object> {
    const [seen, others] = [first, second].map((construct) => {
      const reader = new ShapeReader(construct, undefined, { add: () => undefined }, this.classes, NOTHING);
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

/** Derived fields of the classes of a program. */
class Classes {
  private readonly redundant = new Map<object, ReadonlySet<string> | undefined>();

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
  public readonly seen = new Map<object, number>();

  public constructor(
    private readonly root: IConstruct,
    /** Name of the site, if texts are read without it. */
    private readonly name: string | undefined,
    private readonly tokens: TokenSink,
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
    if (typeof value === 'string') this.readText(value);
    else if (typeof value === 'object' && value !== null) this.readObject(value);
    else if (typeof value === 'symbol') throw UNKNOWN;
    else this.tokens.add(value);
  }

  private readText(value: string): void {
    if (this.name === undefined || !value.includes(this.name)) {
      this.tokens.add(value);
      return;
    }
    this.tokens.add(NAMED);
    for (const piece of value.split(this.name)) this.tokens.add(piece);
    this.tokens.add(END);
  }

  private readObject(value: object): void {
    const known = this.seen.get(value);
    if (known !== undefined) {
      this.tokens.add(SEEN);
      this.tokens.add(known);
      return;
    }
    if (this.common.has(value)) {
      this.tokens.add(value);
      return;
    }
    if (this.seen.size > MOST_OBJECTS) throw UNKNOWN;
    this.seen.set(value, this.seen.size);
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype === Object.prototype) {
      this.readFields(value, RECORD);
    } else if (Array.isArray(value)) {
      this.readItems(value, LIST);
    } else if (prototype === Map.prototype) {
      this.readItems([...(value as ReadonlyMap<unknown, unknown>)].flat(), MAP);
    } else if (prototype === Set.prototype) {
      this.readItems([...(value as ReadonlySet<unknown>)], SET);
    } else if (prototype === null) {
      this.readFields(value, BARE_RECORD);
    } else {
      this.readInstance(value, prototype);
    }
  }

  private readItems(items: readonly unknown[], mark: symbol): void {
    this.tokens.add(mark);
    for (const item of items) this.read(item);
    this.tokens.add(END);
  }

  private readInstance(value: object, prototype: object): void {
    const construct = value instanceof Construct ? value : value instanceof Node ? hostOf(value) : undefined;
    if (construct !== undefined && !this.isInside(construct)) {
      this.tokens.add(value);
      return;
    }
    const redundant = this.classes.redundantFields(value, prototype);
    if (redundant === undefined) throw UNKNOWN;
    this.tokens.add(INSTANCE);
    this.tokens.add(prototype);
    this.readInstanceFields(value, redundant);
  }

  private isInside(construct: IConstruct): boolean {
    // `scopes` of the node would be a new list for each call.
    let scope: IConstruct | undefined = construct;
    while (scope !== undefined && scope !== this.root) scope = scope.node.scope;
    return scope !== undefined;
  }

  /** A plain object. A member with the value undefined counts: it overrides a default when objects are merged. */
  private readFields(value: object, mark: symbol): void {
    this.tokens.add(mark);
    for (const key of Object.keys(value)) this.readField(value, key);
    this.tokens.add(END);
  }

  /** Fields of an instance. Undefined fields do not count: every instance has all fields of its class. */
  private readInstanceFields(value: object, redundant: ReadonlySet<string>): void {
    for (const key of Object.keys(value)) {
      if ((value as Readonly<Record<string, unknown>>)[key] !== undefined && !redundant.has(key)) this.readField(value, key);
    }
    this.tokens.add(END);
  }

  private readField(value: object, key: string): void {
    this.readText(key);
    this.read((value as Readonly<Record<string, unknown>>)[key]);
  }
}
