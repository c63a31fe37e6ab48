/** Text with holes for a name. */
export class TextTemplate {
  /**
   * Returns the template of two texts that differ only in their names.
   *
   * @returns undefined if the texts differ in more than the names
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
        // Both texts contain the first name here: it is part of the text, not a hole.
        otherAt += name.length;
        piece += name;
      } else {
        return undefined;
      }
    }
    return otherAt === other.length ? new TextTemplate([...pieces, piece]) : undefined;
  }

  private constructor(private readonly pieces: readonly string[]) {}

  /** Returns the text for a name. */
  public fill(name: string): string {
    return this.pieces.join(name);
  }
}
