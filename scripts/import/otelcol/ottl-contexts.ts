interface Fields {
  [name: string]: { readonly keys?: 'any' | 'one'; readonly fields?: Fields };
}

/**
 * Finds the fields of a context in its Go code.
 *
 * @param inner code of the package `ctx…`, whose `PathGetSetter` has a case for each field
 * @param outer code of the package `ottl…`, which may add fields
 */
export function fieldsOf(inner: string, outer: string): Fields {
  const fields: Fields = { cache: { keys: 'any' } };
  for (const [names, body] of casesIn(bodyOf(inner, 'PathGetSetter'), '\t')) for (const name of names) fields[name] = fieldIn(body, inner);
  for (const [, name = ''] of outer.matchAll(/path\.Name\(\) == "(\w+)"/g)) fields[name] = {};
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Finds the names of the enums of a context in the Go code of the contexts that have tables of enums. */
export function enumsOf(context: string, code: ReadonlyMap<string, string>): readonly string[] {
  const text = /var SymbolTable = [\s\S]*?^\}/m.exec(code.get(context) ?? '')?.[0] ?? '';
  const own = [...text.matchAll(/^\s*"([A-Z][A-Z0-9_]*)":/gm)].map(([, name = '']) => name);
  const others = [...text.matchAll(/ctx(\w+)\.SymbolTable/g)].flatMap(([, other = '']) => enumsOf(other, code));
  if (own.length === 0) throw new Error(`no enums are found for the context ${context} of OTTL`);
  return [...new Set([...own, ...others])].sort();
}

function fieldIn(body: string, code: string): Fields[string] {
  const fields: Fields = {};
  for (const name of nextNamesIn(body, code)) fields[name] = {};
  // The function that gets the keys may take one key only.
  const access = /(access\w+)(?:\[K\])?\((?:mapKeys?|path\.Keys\(\))/.exec(body)?.[1];
  const one = access !== undefined && /len\(keys\) != 1/.test(bodyOf(code, access));
  return {
    ...(body.includes('path.Keys()') && { keys: one ? 'one' : 'any' }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
}

/** Names that may follow a field, in its case or in a function that gets the whole path. */
function nextNamesIn(body: string, code: string): readonly string[] {
  const called = [...body.matchAll(/return (\w+)(?:\[K\])?\(path[,)]/g)].flatMap(([, name = '']) => nextNamesIn(bodyOf(code, name), code));
  const compared = [...body.matchAll(/nextPath\.Name\(\) == "(\w+)"/g)].map(([, name = '']) => name);
  const cases = [...body.matchAll(/^\t+case ((?:"\w+"(?:, )?)+):/gm)].flatMap(([, names = '']) => [...namesOf(names)]);
  return [...compared, ...cases, ...called].sort();
}

/** The text of a function of Go code, from its name to its end. */
function bodyOf(code: string, name: string): string {
  return new RegExp(`^func ${name}\\b[\\s\\S]*?^\\}`, 'm').exec(code)?.[0] ?? '';
}

/** The cases of the switch that is indented so far, with their names. */
function* casesIn(body: string, indent: string): Generator<readonly [readonly string[], string]> {
  const parts = body.split(new RegExp(`^${indent}(?=case "|default:)`, 'm')).slice(1);
  for (const part of parts) {
    const names = /^case ((?:"\w+"(?:, )?)+):/.exec(part)?.[1];
    if (names !== undefined) yield [[...namesOf(names)], part.slice(part.indexOf('\n'))];
  }
}

function* namesOf(names: string): Generator<string> {
  for (const [, name = ''] of names.matchAll(/"(\w+)"/g)) yield name;
}
