/** Receives the tokens of a construct one by one. */
export interface TokenSink {
  add(token: unknown): void;
}

/** The end of a sequence of tokens, from the first token in which it differs from earlier sequences. */
class Branch {
  /** Sequences that differ from this one, by the position and the value of their first different token. */
  public readonly others = new Map<number, Map<unknown, Branch>>();

  /** @param start position of the first token in the sequence */
  public constructor(
    public readonly key: number,
    public readonly start: number,
    public readonly tokens: readonly unknown[],
  ) {}
}

/**
 * Sequences of tokens with their keys; equal sequences have equal keys. Each sequence is compared with earlier ones while it is read, and only
 * tokens that differ are kept. No sequence is empty, and none is the beginning of another.
 */
export class ShapeTree {
  /** A sequence without tokens. All others differ from it in their first token. */
  private readonly root = new Branch(0, 0, []);
  private size = 1;

  /** Starts to read a sequence. */
  public search(): ShapeSearch {
    return new ShapeSearch(this.root, () => this.size++);
  }
}

/** Reads one sequence of tokens. */
export class ShapeSearch implements TokenSink {
  private position = 0;
  /** Tokens from the first one that no earlier sequence has. */
  private added: unknown[] | undefined;

  public constructor(
    private branch: Branch,
    private readonly nextKey: () => number,
  ) {}

  public add(token: unknown): void {
    if (this.added !== undefined) {
      this.added.push(token);
      return;
    }
    const { branch, position } = this;
    if (!Object.is(token, branch.tokens[position - branch.start])) {
      const other = branch.others.get(position)?.get(token);
      if (other === undefined) {
        this.added = [token];
        return;
      }
      this.branch = other;
    }
    this.position++;
  }

  /** Returns the key of the sequence after its last token. */
  public end(): number {
    const { branch, position, added } = this;
    if (added === undefined) return branch.key;
    const others = branch.others.get(position) ?? new Map<unknown, Branch>();
    branch.others.set(position, others);
    const other = new Branch(this.nextKey(), position, added);
    others.set(added[0], other);
    return other.key;
  }
}
