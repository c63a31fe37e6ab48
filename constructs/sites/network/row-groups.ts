import { kindOfText } from '../../synth/shape/free-text';
import type { HoleValues } from './hole-values';
import { kindOfName } from './site-name';

/** Groups rows of a fleet by the fields that are read. */
export class RowGroups {
  private readonly identities = new Map<unknown, number>();

  /** @param rows rows by the names of their sites */
  public constructor(private readonly rows: ReadonlyMap<string, object>) {}

  /**
   * Returns groups of rows. The rows of a group have equal values in all fields that are read, except for free texts of one kind.
   *
   * @param texts fields with free text
   */
  public of(names: readonly string[], fields: ReadonlySet<string>, texts: ReadonlySet<string>): readonly (readonly HoleValues[])[] {
    const groups = new Map<string, HoleValues[]>();
    for (const name of names) {
      const values: [string, ...string[]] = [name];
      const key: unknown[] = [kindOfName(name)];
      for (const field of fields) {
        const value: unknown = Reflect.get(this.rows.get(name) ?? {}, field);
        const kind = texts.has(field) ? kindOfText(value, values) : undefined;
        key.push(kind ?? this.keyOf(value));
        if (kind !== undefined) values.push(String(value));
      }
      const text = JSON.stringify(key);
      const known = groups.get(text);
      if (known === undefined) groups.set(text, [values]);
      else known.push(values);
    }
    return [...groups.values()];
  }

  private keyOf(value: unknown): unknown {
    if (Array.isArray(value)) return [value.map((item) => this.keyOf(item))];
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return [typeof value, String(value)];
    const known = this.identities.get(value) ?? this.identities.size;
    this.identities.set(value, known);
    return known;
  }
}
