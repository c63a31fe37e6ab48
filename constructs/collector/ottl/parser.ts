import { tokenize, type Token, type TokenKind } from './lexer';
import type { Argument, Call, ParseFault, ParsedOttl, Path } from './parsed';
import type { OttlValue } from './value';

/**
 * Parses a statement or a condition of the OpenTelemetry Transformation Language.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.158.0/pkg/ottl/LANGUAGE.md
 */
export function parseOttl(text: string, kind: 'statement' | 'condition'): ParsedOttl | ParseFault {
  const tokens = tokenize(text);
  if (typeof tokens === 'number') return { fault: `has a character that belongs to nothing at ${String(tokens + 1)}` };
  const wrong = tokens.find(isWrongLiteral);
  if (wrong !== undefined) return { fault: `has a value that cannot be read at character ${String(wrong.at + 1)}${hint(wrong)}` };
  return new Parser(tokens).parse(kind);
}

/** Texts have the escapes of Go, bytes come in pairs of digits, and numbers have 64 bits. */
function isWrongLiteral({ kind, text }: Token): boolean {
  if (kind === 'Int') return BigInt(text) > LARGEST;
  if (kind === 'Float') return !Number.isFinite(Number(text));
  if (kind === 'Bytes') return text.length % 2 !== 0;
  return kind === 'String' && !/^"(?:[^"\\]|\\(?:[abfnrtv\\"]|[0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}))*"$/.test(text);
}

/** The largest integer of 64 bits with a sign. */
const LARGEST = 2n ** 63n - 1n;

function hint({ kind }: Token): string {
  if (kind === 'String') return '; a backslash in a text is written twice';
  return kind === 'Bytes' ? '; bytes have two digits each' : '; the number is too large';
}

/** Tries one way after the other, and goes back where one does not fit; tells how far the furthest of them came. */
class Parser {
  private at = 0;
  private furthest = 0;
  private calls: Call[] = [];
  private paths: Path[] = [];
  private enums: OttlValue[] = [];
  private locals: string[] = [];
  /** The value that was read last. */
  private last: OttlValue = { is: 'nil' };
  private lambdas = 0;

  public constructor(private readonly tokens: readonly Token[]) {}

  public parse(kind: 'statement' | 'condition'): ParsedOttl | ParseFault {
    const fits = kind === 'statement' ? this.statement() : this.condition();
    if (fits && this.is('End'))
      return {
        hasLambda: this.lambdas > 0,
        calls: this.calls,
        paths: this.paths.filter(({ names: [name = ''] }) => !this.locals.includes(name)),
        enums: this.enums,
      };
    const token = this.tokens[this.furthest];
    if (token === undefined || token.kind === 'End') return { fault: 'ends too early' };
    return { fault: `cannot be read from character ${String(token.at + 1)} on, at ${JSON.stringify(token.text)}` };
  }

  private statement(): boolean {
    return this.call('Lowercase', false) && this.optional(() => this.word('where') && this.condition());
  }

  private condition(): boolean {
    return this.chain(() => this.chain(() => this.booleanValue(), 'And'), 'Or');
  }

  private booleanValue(): boolean {
    this.take('Not');
    return this.first(
      () => this.value() && this.take('Comparison') && this.value(),
      () => this.take('Boolean'),
      () => this.call('Uppercase', true),
      () => this.text('(') && this.condition() && this.text(')'),
    );
  }

  private value(): boolean {
    return this.first(
      () => this.take('Nil') && this.read({ is: 'nil' }),
      () => this.literal() && !this.is('AddSub') && !this.is('MultDiv'),
      () => this.lambda() && this.read({ is: 'lambda' }),
      () => this.calculation(),
      () => this.take('Bytes') && this.read({ is: 'bytes', text: this.taken }),
      () => this.take('String') && this.read({ is: 'string', text: this.taken }),
      () => this.take('Boolean') && this.read({ is: 'bool', text: this.taken }),
      () => this.enum(),
      () => this.map(),
      () => this.list(),
    );
  }

  /** A calculation; the collector reads one number with a sign or in parentheses as this number. */
  private calculation(): boolean {
    const start = this.at;
    if (!this.math()) return false;
    const tokens = this.tokens.slice(start, this.at);
    const text = tokens.map((token) => token.text).join('');
    const number = tokens.find(({ kind }) => kind === 'Int' || kind === 'Float');
    const isNumber = number !== undefined && /^[(+]*-?[\d.][^()+*/-]*\)*$/.test(text);
    if (!isNumber) return this.read({ is: 'calculation' });
    const value = text.replace(/[()+]/g, '');
    return this.read({ is: number.kind === 'Int' ? 'int' : 'float', text: value, isCalculated: true });
  }

  private enum(): boolean {
    if (!this.take('Uppercase') || this.is('Lowercase')) return false;
    this.read({ is: 'enum', text: this.taken });
    this.enums.push(this.last);
    return true;
  }

  private map(): boolean {
    const values: OttlValue[] = [];
    const item = (): boolean => this.take('String') && this.text(':') && this.value() && this.keep(values);
    return (
      this.text('{') && this.many(() => item() && this.optional(() => this.text(','))) && this.text('}') && this.read({ is: 'map', values })
    );
  }

  private list(): boolean {
    const values: OttlValue[] = [];
    const item = (): boolean => this.value() && this.keep(values);
    return (
      this.text('[') &&
      this.optional(item) &&
      this.many(() => this.text(',') && item()) &&
      this.text(']') &&
      this.read({ is: 'list', values })
    );
  }

  private math(): boolean {
    return this.chain(() => this.chain(() => this.mathValue(), 'MultDiv'), 'AddSub');
  }

  private mathValue(): boolean {
    this.take('AddSub');
    return this.first(
      () => this.literal(),
      () => this.text('(') && this.math() && this.text(')'),
    );
  }

  private literal(): boolean {
    return this.first(
      () => this.call('Uppercase', true) && this.read({ is: 'call' }),
      () => this.take('Float') && this.read({ is: 'float', text: this.taken }),
      () => this.take('Int') && this.read({ is: 'int', text: this.taken }),
      () => this.path() && this.read({ is: 'path' }),
    );
  }

  private lambda(): boolean {
    const names: string[] = [];
    const parameter = (): boolean => {
      names.push(this.tokens[this.at]?.text ?? '');
      return this.take('Lowercase') || this.take('Underscore');
    };
    const parameters = (): boolean => this.optional(() => parameter() && this.many(() => this.text(',') && parameter()));
    if (!this.text('(') || !parameters() || !this.text(')') || !this.take('Arrow')) return false;
    this.locals.push(...names);
    this.lambdas += 1;
    return this.first(
      () => this.value() && !this.is('Or') && !this.is('And') && !this.is('Comparison'),
      () => this.condition(),
    );
  }

  private path(): boolean {
    const names: string[] = [];
    const keys: number[] = [];
    const field = (): boolean => {
      if (!this.take('Lowercase') || this.isText('(')) return false;
      const name = this.taken;
      keys.push(this.keys());
      names.push(name);
      return true;
    };
    if (!field() || !this.many(() => this.text('.') && field())) return false;
    this.paths.push({ names, keys });
    return true;
  }

  /** Takes the keys at this place, and counts them. */
  private keys(): number {
    let count = 0;
    const key = (): boolean =>
      this.first(
        () => this.take('String'),
        () => this.math(),
      );
    while (this.attempt(() => this.text('[') && key() && this.text(']'))) count += 1;
    return count;
  }

  /** A call of an editor, which begins with a lower-case letter, or of a converter; only the latter may be indexed. */
  private call(first: 'Lowercase' | 'Uppercase', indexed: boolean): boolean {
    const given: Argument[] = [];
    const name = this.functionName(first);
    if (name === undefined || !this.text('(')) return false;
    const inOrder = this.optional(() => this.argument(given) && this.many(() => this.text(',') && this.argument(given)));
    if (!inOrder || !this.text(')')) return false;
    this.calls.push({ name, arguments: given });
    if (indexed) this.keys();
    return true;
  }

  private argument(given: Argument[]): boolean {
    const start = this.at;
    let name = this.functionName('Lowercase');
    if (name === undefined || !this.take('Equal')) {
      this.at = start;
      name = undefined;
    }
    const fits = this.first(
      () => this.value() && (this.isText(',') || this.isText(')')),
      () => this.functionArgument(),
    );
    if (fits) given.push({ ...(name !== undefined && { name }), value: this.last });
    return fits;
  }

  private functionArgument(): boolean {
    const name = this.functionName('Uppercase');
    return name !== undefined && this.read({ is: 'function', text: name });
  }

  /** Functions have names such as `ParseJSON`, which is several tokens. */
  private functionName(first: 'Lowercase' | 'Uppercase'): string | undefined {
    const start = this.at;
    if (!this.take(first)) return undefined;
    while (this.take('Uppercase') || this.take('Lowercase'));
    return this.tokens
      .slice(start, this.at)
      .map(({ text }) => text)
      .join('');
  }

  private chain(part: () => boolean, operator: TokenKind): boolean {
    return part() && this.many(() => this.take(operator) && part());
  }

  private first(...ways: readonly (() => boolean)[]): boolean {
    return ways.some((way) => this.attempt(way));
  }

  private optional(way: () => boolean): boolean {
    this.attempt(way);
    return true;
  }

  private many(way: () => boolean): boolean {
    while (this.attempt(way));
    return true;
  }

  /** Goes one way, and back to where it began if that does not fit. */
  private attempt(way: () => boolean): boolean {
    const [at, calls, paths, locals, lambdas] = [this.at, this.calls.length, this.paths.length, this.locals.length, this.lambdas];
    const enums = this.enums.length;
    if (way()) return true;
    this.at = at;
    this.enums.length = enums;
    this.calls.length = calls;
    this.paths.length = paths;
    this.locals.length = locals;
    this.lambdas = lambdas;
    return false;
  }

  /** Notes the value that was read; always fits. */
  private read(value: OttlValue): true {
    this.last = value;
    return true;
  }

  /** Adds the value that was read to those of a list or map; always fits. */
  private keep(values: OttlValue[]): true {
    values.push(this.last);
    return true;
  }

  /** The text of the token that was taken last. */
  private get taken(): string {
    return this.tokens[this.at - 1]?.text ?? '';
  }

  private is(kind: TokenKind): boolean {
    return this.tokens[this.at]?.kind === kind;
  }

  private isText(text: string): boolean {
    return this.tokens[this.at]?.text === text && !this.is('String');
  }

  private take(kind: TokenKind): boolean {
    return this.step(this.is(kind));
  }

  private text(text: string): boolean {
    return this.step(this.isText(text));
  }

  private word(word: string): boolean {
    return this.step(this.is('Lowercase') && this.tokens[this.at]?.text === word);
  }

  private step(fits: boolean): boolean {
    if (!fits) return false;
    this.at += 1;
    this.furthest = Math.max(this.furthest, this.at);
    return true;
  }
}
