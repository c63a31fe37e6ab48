/** A text with a name in it that may stand for any other. */
export class TextTemplate {
  /**
   * The template of two texts: they have to be the same but for their names.
   *
   * @returns undefined if they differ in more
   */
  public static of(text: string, name: string, other: string, otherName: string): TextTemplate | undefined {
    const pieces: string[] = [];
    let piece = '';
    let at = 0;
    let otherAt = 0;
    for (;;) {
      const found = text.indexOf(name, at);
      const literal = found < 0 ? text.slice(at) : text.slice(at, found);
      if (!other.startsWith(literal, otherAt)) return undefined;
      otherAt += literal.length;
      piece += literal;
      if (found < 0) break;
      at = found + name.length;
      if (other.startsWith(otherName, otherAt)) {
        otherAt += otherName.length;
        pieces.push(piece);
        piece = '';
      } else if (other.startsWith(name, otherAt)) {
        // Text that happens to have the name in it.
        otherAt += name.length;
        piece += name;
      } else {
        return undefined;
      }
    }
    return otherAt === other.length ? new TextTemplate([...pieces, piece]) : undefined;
  }

  private constructor(private readonly pieces: readonly string[]) {}

  /** The text with a name in its places. */
  public fill(name: string): string {
    return this.pieces.join(name);
  }
}
