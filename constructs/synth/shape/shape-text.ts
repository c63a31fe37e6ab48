import type { TokenSink } from './shape-tree';

/** Ends a text of the program. */
const END = '\u0001';

/** Numbers for tokens that are not texts. */
export class Identities {
  private readonly known = new Map<unknown, number>();

  public of(token: unknown): number {
    const number = this.known.get(token) ?? this.known.size;
    this.known.set(token, number);
    return number;
  }
}

/** Tokens of a shape as one text. Numbers have a sign before them, so no name of a site and no free text is part of a mark. */
export class ShapeText implements TokenSink {
  private text = '';
  private isAmbiguous = false;

  public constructor(private readonly identities: Identities) {}

  public add(token: unknown): void {
    if (typeof token !== 'string') {
      this.text += `#${String(this.identities.of(token))};`;
      return;
    }
    if (token.includes(END)) this.isAmbiguous = true;
    this.text += `"${token}${END}`;
  }

  /** Returns the text; undefined if a text of the program contains the end mark. */
  public tryFindText(): string | undefined {
    return this.isAmbiguous ? undefined : this.text;
  }
}
