/** One token of a statement. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it begins, counted from 0. */
  readonly at: number;
}

// Order matters: the first pattern that fits at a place is taken.
const PATTERNS = {
  Bytes: /0x[a-fA-F0-9]+/y,
  Float: /(\d+\.\d*|\d*\.\d+)([eE][-+]?\d+)?/y,
  Int: /\d+/y,
  String: /"(\\.|[^\\"])*"/y,
  Nil: /\bnil\b/y,
  Not: /\bnot\b/y,
  Or: /\bor\b/y,
  And: /\band\b/y,
  Comparison: /==|!=|>=|<=|>|</y,
  Arrow: /=>/y,
  AddSub: /[+-]/y,
  MultDiv: /[/*]/y,
  Boolean: /\b(true|false)\b/y,
  Equal: /=/y,
  Punctuation: /[(){}:,.[\]]/y,
  Uppercase: /[A-Z][A-Z0-9_]*/y,
  Lowercase: /[a-z][a-z0-9_]*/y,
  Underscore: /_/y,
} as const;

/** What a token can be. */
export type TokenKind = keyof typeof PATTERNS | 'End';

/**
 * Splits a text of the OpenTelemetry Transformation Language into tokens.
 *
 * @returns the tokens, or the place of the first character that belongs to none
 */
export function tokenize(text: string): readonly Token[] | number {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = /^\s+/.exec(text.slice(at));
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const token = tokenAt(text, at);
    if (token === undefined) return at;
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'End', text: '', at }];
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of Object.entries(PATTERNS)) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { kind: kind as TokenKind, text: match[0], at };
  }
  return undefined;
}
