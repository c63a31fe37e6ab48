import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';

/** Field of a Go struct that YAML fills. */
export interface GoField {
  /** YAML key; empty for a struct whose fields stand among those of the outer one. */
  readonly key: string;
  /** Go type as it is written. */
  readonly type: string;
  /** Import paths by the name that the file uses. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Declared types of a Go package. */
export interface GoPackage {
  /** Fields of structs by the name of the type. */
  readonly structs: ReadonlyMap<string, readonly GoField[]>;
  /** Definitions of other types by name. */
  readonly named: ReadonlyMap<string, string>;
  /** Texts that a type allows by its own reader or its own check, by the name of the type. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  /** Types that a mechanism of service discovery registers, by the name of the mechanism. */
  readonly registered: ReadonlyMap<string, string>;
  /** Import paths by the names that its files use. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Reads the types of a Go package. The sources are formatted by gofmt. */
export async function readGoPackage(folder: string): Promise<GoPackage> {
  const structs = new Map<string, readonly GoField[]>();
  const named = new Map<string, string>();
  const constants = new Map<string, string[]>();
  const registered = new Map<string, string>();
  const files = (await readdir(folder)).filter((file) => file.endsWith('.go') && !file.endsWith('_test.go')).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  for (const text of texts) {
    const imports = importsOf(text);
    for (const [, name = '', body = ''] of text.matchAll(/^type (\w+) struct \{\n([^]*?)^\}/gm)) structs.set(name, fieldsOf(body, imports));
    for (const [, name = '', type = ''] of text.matchAll(/^(?:type |\t)(\w+) +(?:= )?([\w.[\]*]+)$/gm))
      if (new RegExp(`^type ${name} |^type \\(`, 'm').test(text)) named.set(name, type);
    for (const [, type = '', value = ''] of text.matchAll(/^(?:const |var |\t)\w+ +(\w+) += "([^"]*)"/gm))
      constants.set(type, [...(constants.get(type) ?? []), value]);
  }
  const whole = texts.join('\n');
  const has = (type: string, method: string): boolean => new RegExp(`^func \\(\\w+ \\*?${type}\\) ${method}\\(`, 'm').test(whole);
  const choices = new Map<string, readonly string[]>();
  for (const [type, values] of constants) {
    const distinct = [...new Set(values)];
    if (has(type, 'UnmarshalYAML')) choices.set(type, distinct);
    // A check after the reader allows a field without a value.
    else if (has(type, 'Validate')) choices.set(type, ['', ...distinct]);
  }
  for (const [, type = ''] of whole.matchAll(/discovery\.RegisterConfig\(&(\w+)\{\}\)/g)) registered.set(mechanismOf(whole, type), type);
  return { structs, named, choices, registered, imports: new Map(texts.flatMap((text) => [...importsOf(text)])) };
}

/** Returns the name that a configuration of service discovery gives itself. */
function mechanismOf(text: string, type: string): string {
  const name = new RegExp(`^func \\((?:\\w+ )?\\*?${type}\\) Name\\(\\) string \\{\\s*return "(\\w+)"`, 'm').exec(text)?.[1];
  if (name === undefined) throw new Error(`${type} is registered without a name`);
  return name;
}

/** Returns the import paths of a Go file, by the name that the file uses; an import without a name is under its path. */
export function importsOf(text: string): ReadonlyMap<string, string> {
  const block = /^import \(\n([^]*?)^\)/m.exec(text)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/^\t(?:(\w+) )?"([^"]+)"/gm)].map(([, alias, imported = '']) => [
      alias === '_'
        ? imported
        : (alias ??
          imported
            .replace(/\/v\d+$/, '')
            .split('/')
            .pop() ??
          ''),
      imported,
    ]),
  );
}

function fieldsOf(body: string, imports: ReadonlyMap<string, string>): readonly GoField[] {
  return [...body.matchAll(/^\t(?:(\w+) +)?(\S+(?:\{\})?) +`[^`]*yaml:"([^"]*)"[^`]*`/gm)].flatMap(([, , type = '', tag = '']) => {
    const [key = '', ...options] = tag.split(',');
    if (key === '-') return [];
    if (key === '' && !options.includes('inline')) throw new Error(`a field of type ${type} has no YAML key`);
    return [{ key: options.includes('inline') ? '' : key, type, imports }];
  });
}
