/** Text of an exemplar, with the values that its holes have. No value is part of another value. */
export interface Sample {
  readonly text: string;
  readonly values: readonly string[];
}

/** Text with holes for values. */
export class TextTemplate {
  /**
   * Returns the template of texts that differ only in their values.
   *
   * @returns undefined if the texts differ in more than the values, or if there are fewer than two texts
   */
  public static of([first, ...rest]: readonly Sample[]): TextTemplate | undefined {
    if (first === undefined || rest.length === 0) return undefined;
    const others = rest.map((sample) => new SampleReader(sample));
    const pieces: string[] = [];
    const holes: number[] = [];
    let piece = '';
    let at = 0;
    for (const { hole, value, index } of occurrences(first)) {
      const literal = first.text.slice(at, index);
      if (!others.every((other) => other.skip(literal))) return undefined;
      piece += literal;
      at = index + value.length;
      if (others.every((other) => other.isAtValue(hole))) {
        for (const other of others) other.skipValue(hole);
        pieces.push(piece);
        holes.push(hole);
        piece = '';
      } else if (others.every((other) => other.skip(value))) {
        // All texts contain the value of the first text here: it is part of the text, not a hole.
        piece += value;
      } else {
        return undefined;
      }
    }
    const end = first.text.slice(at);
    return others.every((other) => other.endsWith(end)) ? new TextTemplate([...pieces, piece + end], holes) : undefined;
  }

  private constructor(
    /** Text around the holes. */
    public readonly pieces: readonly string[],
    private readonly holes: readonly number[],
  ) {}

  /** Returns the text for values. */
  public fill(values: readonly string[]): string {
    const [first = ''] = values;
    if (values.length === 1) return this.pieces.join(first);
    return this.pieces.reduce((text, piece, i) => text + (values[this.holes[i - 1] ?? 0] ?? '') + piece);
  }
}

/** Place of a value in a text. */
interface Occurrence {
  readonly hole: number;
  readonly value: string;
  readonly index: number;
}

/** Yields the places of all values, from the beginning of the text to its end. */
function* occurrences({ text, values }: Sample): Iterable<Occurrence> {
  let next = values.map((value, hole) => ({ hole, value, index: text.indexOf(value) }));
  for (;;) {
    next = next.filter(({ index }) => index >= 0);
    const [begin, ...others] = next;
    if (begin === undefined) return;
    const first = others.reduce((found, other) => (other.index < found.index ? other : found), begin);
    yield first;
    const end = first.index + first.value.length;
    next = next.map((one) => (one.index < end ? { ...one, index: text.indexOf(one.value, end) } : one));
  }
}

/** Compares a text with another text, from the beginning to the end. */
class SampleReader {
  private at = 0;

  public constructor(private readonly sample: Sample) {}

  /** Skips a literal. @returns false if the text does not continue with it */
  public skip(literal: string): boolean {
    const { text } = this.sample;
    if (!text.startsWith(literal, this.at)) return false;
    this.at += literal.length;
    return true;
  }

  /** Whether the text continues with its own value of a hole. */
  public isAtValue(hole: number): boolean {
    const value = this.sample.values[hole];
    return value !== undefined && this.sample.text.startsWith(value, this.at);
  }

  public skipValue(hole: number): void {
    this.at += this.sample.values[hole]?.length ?? 0;
  }

  /** Whether the rest of the text is this literal. */
  public endsWith(literal: string): boolean {
    const { text } = this.sample;
    return text.length === this.at + literal.length && text.startsWith(literal, this.at);
  }
}
