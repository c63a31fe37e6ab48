import { ArgumentError, isDnsLabel, quote } from '../synth/argument';
import type { FleetFieldOptions, FleetNumberOptions, FleetTextOptions, FleetFieldType } from './fleet-field-options';
import {
  booleanReading,
  freeTextReading,
  listReading,
  numberReading,
  textReading,
  type FleetReading,
  type NumberKind,
} from './fleet-reading';
import { describeValue, valueFrom } from './fleet-value';

const INTEGER: NumberKind = {
  name: 'an integer',
  grammar: /^(0|-?[1-9][0-9]*)$/,
  written: 'in plain digits',
  limit: Number.MAX_SAFE_INTEGER,
};
const NUMBER: NumberKind = {
  name: 'a number',
  grammar: /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/,
  written: 'as JSON writes it',
  limit: Number.MAX_VALUE,
};

/**
 * What a field of a data file has to hold, and the type that it has in the program. An empty cell, an empty text and null
 * are no value.
 */
export class FleetField<T> {
  /**
   * The name of the site, which is the id of its construct: a DNS label of at most 63 characters, another in every row. A
   * file has at most one such field.
   */
  public static siteName(): FleetField<string> {
    const fix = 'use lower-case letters, digits and "-", beginning and ending with a letter or digit';
    const find = (text: string): string | undefined => (isDnsLabel(text) ? text : undefined);
    return new FleetField(textReading('a DNS label of at most 63 characters', find, fix), undefined, true);
  }

  /**
   * A text as it is written. YAML and JSON have to have it as a text: the numbers `007` and `1.10` would not stay as they are.
   *
   * It is free text: the function of `addFleet` passes it on and does not branch on it. Use `oneOf` for a text that decides something.
   *
   * @throws ArgumentError if the default does not match the pattern
   */
  public static text<Optional extends boolean = false>(
    options: FleetTextOptions<Optional> = {},
  ): FleetField<FleetFieldType<string, Optional>> {
    return FleetField.make('text', freeTextReading(options.pattern), options);
  }

  /**
   * An integer in plain digits, both ends of the range included: not `08`, `+8`, `8.0` or `1e3`.
   *
   * @throws ArgumentError if an end of the range is no integer, the range is empty, or the default is outside of it
   */
  public static integer<Optional extends boolean = false>(
    options: FleetNumberOptions<Optional> = {},
  ): FleetField<FleetFieldType<number, Optional>> {
    return FleetField.make('integer', numberReading(INTEGER, requireRange('integer', INTEGER, options)), options);
  }

  /**
   * A number as JSON writes it, for example `0.25` or `1e-3`, both ends of the range included.
   *
   * @throws ArgumentError if an end of the range is no number, the range is empty, or the default is outside of it
   */
  public static number<Optional extends boolean = false>(
    options: FleetNumberOptions<Optional> = {},
  ): FleetField<FleetFieldType<number, Optional>> {
    return FleetField.make('number', numberReading(NUMBER, requireRange('number', NUMBER, options)), options);
  }

  /** `true` or `false`: in CSV in these letters, in YAML and JSON without quotes. */
  public static boolean<Optional extends boolean = false>(
    options: FleetFieldOptions<boolean, Optional> = {},
  ): FleetField<FleetFieldType<boolean, Optional>> {
    return FleetField.make('boolean', booleanReading(), options);
  }

  /**
   * One of several texts, which are also its type.
   *
   * @throws ArgumentError if there are none, one is empty or there twice, or the default is not among them
   */
  public static oneOf<const Value extends string, Optional extends boolean = false>(
    values: readonly Value[],
    options: FleetFieldOptions<NoInfer<Value>, Optional> = {},
  ): FleetField<FleetFieldType<Value, Optional>> {
    const known = new Map<string, Value>(values.map((value) => [value, value]));
    const list = values.map(quote).join(', ');
    if (known.size !== values.length || known.size === 0 || known.has('')) {
      const message = `values has to be texts that are not empty, each once, received ${list === '' ? 'none' : list}`;
      throw new ArgumentError('FleetField.oneOf', 'values', message, 'name each value once');
    }
    return FleetField.make<Value, Optional>(
      'oneOf',
      textReading(`one of ${list}`, (text) => known.get(text)),
      options,
    );
  }

  /**
   * A list of texts, none of them empty: a sequence in YAML and JSON, a cell with `;` between them in CSV, where blanks
   * around them are left out.
   *
   * @throws ArgumentError if a text of the default is empty
   */
  public static list<Optional extends boolean = false>(
    options: FleetFieldOptions<readonly string[], Optional> = {},
  ): FleetField<FleetFieldType<readonly string[], Optional>> {
    return FleetField.make('list', listReading(), options);
  }

  private static make<T, Optional extends boolean>(
    factory: string,
    reading: FleetReading<T>,
    options: FleetFieldOptions<T, Optional>,
  ): FleetField<FleetFieldType<T, Optional>> {
    const { default: value, optional = false }: { readonly default?: unknown; readonly optional?: boolean } = options;
    const place = `FleetField.${factory}`;
    if (value === undefined) return new FleetField(reading, optional ? { value } : undefined);
    if (optional) throw new ArgumentError(place, 'optional', 'an optional field has no default', 'leave out one of the two');
    const given = valueFrom(value);
    const parsed = reading.parse(given);
    if (parsed === undefined) {
      throw new ArgumentError(
        place,
        'default',
        `default has to be ${reading.asks}, received ${describeValue(given)}`,
        `give ${reading.asks}`,
      );
    }
    return new FleetField(reading, { value: parsed });
  }

  /** How a value is read. @internal */
  public readonly reading: FleetReading<unknown>;
  /** The value of rows that have none; undefined where they need one. @internal */
  public readonly fallback: { readonly value: unknown } | undefined;
  /** Whether it names the site, and so differs from row to row. @internal */
  public readonly isSiteName: boolean;

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: readonly ['FleetField', T];

  private constructor(reading: FleetReading<unknown>, fallback?: { readonly value: unknown }, isSiteName = false) {
    this.reading = reading;
    this.fallback = fallback;
    this.isSiteName = isSiteName;
  }
}

function requireRange(
  factory: string,
  kind: NumberKind,
  { min, max }: { readonly min?: number; readonly max?: number },
): { readonly min?: number; readonly max?: number } {
  const place = `FleetField.${factory}`;
  const isOfKind = kind === INTEGER ? Number.isSafeInteger : Number.isFinite;
  for (const [end, value] of Object.entries({ min, max })) {
    if (value === undefined || isOfKind(value)) continue;
    throw new ArgumentError(place, end, `${end} has to be ${kind.name}, received ${String(value)}`, `give ${kind.name}`);
  }
  if (min !== undefined && max !== undefined && min > max) {
    throw new ArgumentError(place, 'min', `min has to be at most max, received ${String(min)} and ${String(max)}`, 'exchange the two');
  }
  return { min, max };
}
