import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';

import type { Modules } from './modules';

const CONTRIB = 'github.com/open-telemetry/opentelemetry-collector-contrib';
const LANGUAGE = `${CONTRIB}/pkg/ottl`;
/** Modules that add functions of their own. */
const FUNCTION_MODULES = [LANGUAGE, `${CONTRIB}/processor/transformprocessor`, `${CONTRIB}/internal/filter`];
const CONTEXTS = ['resource', 'scope', 'span', 'spanevent', 'metric', 'datapoint', 'exemplar', 'log', 'profile'];

/** Options that hold statements or conditions, by module of the component. */
export type OttlPlaces = Readonly<
  Record<
    string,
    readonly { readonly path: string; readonly kind: string; readonly contexts: readonly string[]; readonly fallback?: string }[]
  >
>;

/** The functions and paths of the transformation language, and where its texts stand, as a module. */
export async function generateOttl(modules: Modules, places: Readonly<Record<string, OttlPlaces[string]>>): Promise<string> {
  // The connector `routing` has one of its own, which its module would tell.
  const functions = new Map([['route', JSON.stringify({ arguments: [], needed: 0 })]]);
  for (const module of FUNCTION_MODULES) {
    const folder = await modules.package(module, `${CONTRIB}/processor/transformprocessor`);
    for (const file of await goFiles(folder))
      for (const [name, facts] of functionsIn(await readFile(file, 'utf8'), contextOf(file))) functions.set(name, facts);
  }
  const language = await modules.package(LANGUAGE, `${CONTRIB}/processor/transformprocessor`);
  const contexts = await Promise.all(
    CONTEXTS.map(async (name) => [name, await fieldsOf(path.join(language, 'contexts', 'internal', `ctx${name}`))] as const),
  );
  const lines = [...functions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, facts]) => `  ${name}: ${facts},`);
  return `import type { OttlFunction, OttlPlace } from './references';

/** The functions of the language: its own, and those of the transform and filter processors. */
export const OTTL_FUNCTIONS: Readonly<Record<string, OttlFunction>> = {
${lines.join('\n')}
};

/** The fields of each context. */
export const OTTL_FIELDS: Readonly<Record<string, readonly string[]>> = {
${contexts.map(([name, fields]) => `  ${name}: ${JSON.stringify(fields)},`).join('\n')}
};

/** The options that hold statements or conditions, by class and type of their component. */
export const OTTL_PLACES: Readonly<Record<string, readonly OttlPlace[]>> = ${JSON.stringify(places)};
`;
}

async function goFiles(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go') && !/ottltest|e2e/.test(file))
    .map((file) => path.join(folder, file));
}

/** The context without which a function of the transform or filter processor is not there; those of the language are everywhere. */
function contextOf(file: string): string | undefined {
  const [, place] = /\/internal\/(metrics|logparsingfuncs|traces)\//.exec(file) ?? /\/(filterottl)\//.exec(file) ?? [];
  return place === undefined ? undefined : { metrics: 'metric', logparsingfuncs: 'log', traces: 'span', filterottl: 'metric' }[place];
}

/** Functions that a Go file makes, with the names of their arguments and how many of them are needed. */
function* functionsIn(text: string, only: string | undefined): Generator<readonly [string, string]> {
  for (const [, name = '', argument = ''] of text.matchAll(/ottl\.NewFactory\(\s*("[^"]+"|\w+),\s*(nil|&?\w+)/g)) {
    const known = name.startsWith('"') ? name.slice(1, -1) : new RegExp(`\\b${name}\\s*=\\s*"([^"]+)"`).exec(text)?.[1];
    if (known === undefined) continue;
    const struct = new RegExp(`type ${argument.replace('&', '')}(?:\\[K any\\])? struct \\{([^}]*)\\}`).exec(text)?.[1] ?? '';
    const fields = [...struct.matchAll(/^\s*([A-Z]\w*)\s+(\S.*)$/gm)].map(([, field = '', type = '']) => ({
      field,
      optional: type.startsWith('ottl.Optional['),
    }));
    const needed = fields.filter(({ optional }) => !optional).length;
    yield [known, JSON.stringify({ arguments: fields.map(({ field }) => snake(field)), needed, only })];
  }
}

/** The names that a context's paths may begin with. */
async function fieldsOf(folder: string): Promise<readonly string[]> {
  const texts = await Promise.all((await goFiles(folder)).map((file) => readFile(file, 'utf8')));
  const cases = texts.flatMap((text) =>
    [...text.matchAll(/^\tcase ((?:"[a-z_]+"(?:, )?)+):/gm)].flatMap(([, names = '']) =>
      names.split(', ').map((name) => name.slice(1, -1)),
    ),
  );
  return [...new Set(['cache', ...cases])].sort();
}

/** The name of an argument in the language: `RegexPattern` as `regex_pattern`. */
function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
