/**
 * One rendering of a part of a program, during which the tree stays as it is. Intermediate results are kept here, by the object that they
 * belong to, and are dropped together with the rendering.
 */
export class Rendering {
  /** Rendering of the whole program, for results that several parts share. */
  public readonly whole: Rendering;
  private readonly results = new Map<object, Map<string, unknown>>();

  /** @param whole none if this is the rendering of the whole program */
  public constructor(whole?: Rendering) {
    this.whole = whole ?? this;
  }

  /** Makes a result when it is requested first, and returns the same one afterwards. @param what tells results of one owner apart */
  public once<T>(owner: object, what: string, make: () => T): T {
    let known = this.results.get(owner);
    if (known === undefined) {
      known = new Map();
      this.results.set(owner, known);
    }
    if (known.has(what)) return known.get(what) as T;
    const made = make();
    known.set(what, made);
    return made;
  }
}
