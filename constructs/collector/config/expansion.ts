/** Replaces a reference in a text. The character is in no text of a program. */
const HOLE = '\uE000';
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Where the collector reads values from. */
const SCHEMES: ReadonlySet<string> = new Set(['env', 'file', 'http', 'https', 'yaml']);

/** Reference in a text of a configuration, for example `${env:NAME}`. */
export interface Reference {
  /** As it is written, for example `${env:NAME:-none}`. */
  readonly text: string;
  /** Name of the environment variable; undefined for a file, a URL, or a name that contains another reference. */
  readonly variable: string | undefined;
  /** Whether the reference has a default value (`:-`). */
  readonly hasDefault: boolean;
  /** Why the collector refuses the reference; undefined for a valid one. */
  readonly fault: string | undefined;
}

/**
 * Text of a configuration as the collector reads it. The collector expands references one after the other, stops at the first escaped one
 * (`$${NAME}`), and then reads `$$` as `$`.
 *
 * @see https://opentelemetry.io/docs/collector/configuration/#environment-variables
 */
export class Expansion {
  /** References that the collector expands. */
  public readonly references: readonly Reference[];
  /** References after an escaped one: they stay as they are. */
  public readonly ignored: readonly string[];
  /** Whether the text is one reference. Its value may have any type. */
  public readonly isWhole: boolean;
  private readonly rest: string;

  public constructor(text: string) {
    const references: Reference[] = [];
    let rest = text;
    for (let found = nextReference(rest); found !== undefined; found = nextReference(rest)) {
      references.push(readReference(found));
      rest = rest.replaceAll(found, HOLE);
    }
    this.references = references;
    this.rest = rest;
    this.isWhole = rest === HOLE;
    this.ignored = [...rest.matchAll(/(\$+)\{[^{}]*\}/g)].flatMap(([whole, { length } = '']) =>
      length % 2 === 1 ? [whole.slice(length - 1)] : [],
    );
  }

  /** Returns the text that the collector reads. @param standIns texts for the references in turn: their values are known only in the cluster */
  public with(...standIns: readonly string[]): string {
    let i = 0;
    return this.rest.replaceAll('$$', '$').replaceAll(HOLE, () => standIns[i++ % standIns.length] ?? '');
  }
}

/** Whether a text has a reference to a value from outside of the configuration. */
export function hasReference(text: string): boolean {
  return text.includes('${') && nextReference(text) !== undefined;
}

/** Returns the reference that the collector expands next. The innermost one is first. */
function nextReference(text: string): string | undefined {
  for (let from = 0; ;) {
    const close = text.indexOf('}', from);
    if (close < 0) return undefined;
    const open = text.lastIndexOf('${', close);
    if (open >= from) return isEscaped(text, open, from) ? undefined : text.slice(open, close + 1);
    from = close + 1;
  }
}

/** Whether an odd number of `$` is in front of a reference. */
function isEscaped(text: string, open: number, from: number): boolean {
  let count = 0;
  while (open - count > from && text[open - count - 1] === '$') count++;
  return count % 2 === 1;
}

function readReference(text: string): Reference {
  const inner = text.slice(2, -1);
  const [scheme, value] = inner.includes(':') ? schemeOf(inner) : ['env', inner];
  const [name = '', fallback] = scheme === 'env' ? splitDefault(value) : [];
  const isVariable = scheme === 'env' && !name.includes(HOLE);
  return {
    text: text.replaceAll(HOLE, '…'),
    variable: isVariable ? name : undefined,
    hasDefault: fallback !== undefined,
    fault: faultOf(scheme, value, isVariable ? name : undefined),
  };
}

function schemeOf(uri: string): readonly [string | undefined, string] {
  const [, scheme, value = ''] = /^([A-Za-z][A-Za-z0-9+.-]+):(.*)$/s.exec(uri) ?? [];
  return [scheme, value];
}

function splitDefault(value: string): readonly [string, string?] {
  const at = value.indexOf(':-');
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 2)];
}

function faultOf(scheme: string | undefined, value: string, variable: string | undefined): string | undefined {
  if (scheme === undefined || !SCHEMES.has(scheme)) return 'does not begin with env:, file:, yaml:, http: or https:';
  if (value.includes('$')) return 'contains a $';
  return variable === undefined || NAME.test(variable) ? undefined : 'names no environment variable';
}
