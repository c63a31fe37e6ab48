import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';

import type { Modules } from './modules';
import { enumsOf, fieldsOf } from './ottl-contexts';
import { functionsIn, type FunctionFacts } from './ottl-functions';

const CONTRIB = 'github.com/open-telemetry/opentelemetry-collector-contrib';
const LANGUAGE = `${CONTRIB}/pkg/ottl`;
/** Modules that have functions. Those of the language are everywhere, the others where the module is used. */
const FUNCTION_MODULES = [
  { module: LANGUAGE },
  { module: `${CONTRIB}/processor/transformprocessor`, home: 'transform' },
  { module: `${CONTRIB}/internal/filter`, home: 'filter' },
];
const CONTEXTS = ['resource', 'scope', 'span', 'spanevent', 'metric', 'datapoint', 'exemplar', 'log', 'profile'];

/** Options that hold statements or conditions, by module of the component. */
export type OttlPlaces = Readonly<
  Record<
    string,
    readonly { readonly path: string; readonly kind: string; readonly contexts: readonly string[]; readonly fallback?: string }[]
  >
>;

/** Accepted texts of literal arguments, by function and argument. */
export type OttlChoices = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Returns a module with the functions, paths and enums of the transformation language, and the places of its texts. */
export async function generateOttl(
  modules: Modules,
  places: Readonly<Record<string, OttlPlaces[string]>>,
  choices: OttlChoices,
): Promise<string> {
  // The module of the routing connector, which has this function, is not imported.
  const functions = new Map<string, FunctionFacts>([['route', { arguments: [], kinds: [], needed: 0 }]]);
  for (const { module, home } of FUNCTION_MODULES) {
    const folder = await modules.package(module, `${CONTRIB}/processor/transformprocessor`);
    for (const file of await goFiles(folder))
      for (const [name, facts] of functionsIn(await readFile(file, 'utf8')))
        functions.set(name, { ...facts, ...(home !== undefined && { home }) });
  }
  for (const [name, accepted] of Object.entries(choices)) {
    const facts = functions.get(name);
    const unknown = Object.keys(accepted).find((argument) => facts?.arguments.includes(argument) !== true);
    if (facts === undefined || unknown !== undefined) throw new Error(`ottlChoices: ${name} has no argument ${unknown ?? ''}`);
    functions.set(name, { ...facts, choices: accepted });
  }
  const language = await modules.package(LANGUAGE, `${CONTRIB}/processor/transformprocessor`);
  const contexts = await Promise.all(CONTEXTS.map((name) => contextIn(path.join(language, 'contexts'), name)));
  const lines = [...functions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, facts]) => `  ${name}: ${JSON.stringify(facts)},`);
  return `import type { OttlFields, OttlFunction, OttlPlace } from './references';

/** The functions of the language: its own, and those of the transform and filter processors. */
export const OTTL_FUNCTIONS: Readonly<Record<string, OttlFunction>> = {
${lines.join('\n')}
};

/** The fields of each context. */
export const OTTL_FIELDS: Readonly<Record<string, OttlFields>> = {
${contexts.map(({ name, fields }) => `  ${name}: ${JSON.stringify(fields)},`).join('\n')}
};

/** The enums of each context. */
export const OTTL_ENUMS: Readonly<Record<string, readonly string[]>> = {
${contexts.map(({ name, enums }) => `  ${name}: ${JSON.stringify(enums)},`).join('\n')}
};

/** The options that hold statements or conditions, by class and type of their component. */
export const OTTL_PLACES: Readonly<Record<string, readonly OttlPlace[]>> = ${JSON.stringify(places)};
`;
}

async function contextIn(
  folder: string,
  name: string,
): Promise<{ readonly name: string; readonly fields: object; readonly enums: readonly string[] }> {
  const read = async (part: string): Promise<string> =>
    (await Promise.all((await goFiles(path.join(folder, part))).map((file) => readFile(file, 'utf8')))).join('\n');
  const outer = await read(`ottl${name}`);
  const tables = new Map<string, string>();
  const table = /ctx(\w+)\.SymbolTable\[/.exec(outer)?.[1];
  for (const part of ['span', 'log', 'metric', 'datapoint']) tables.set(part, await read(path.join('internal', `ctx${part}`)));
  return {
    name,
    fields: fieldsOf(await read(path.join('internal', `ctx${name}`)), outer),
    enums: table === undefined ? [] : enumsOf(table, tables),
  };
}

async function goFiles(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go') && !/ottltest|e2e/.test(file))
    .map((file) => path.join(folder, file));
}
