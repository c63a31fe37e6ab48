import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

import { parse } from 'yaml';

import { generateCatalogue } from './catalogue';
import type { CataloguedComponent } from './component';
import { generateDocs } from './docs';
import {
  CLASSES,
  readDistributions,
  readMetadata,
  type ComponentClass,
  type DistributionsPin,
  type Handwritten,
  type Metadata,
} from './facts';
import { Modules, type ModulePin } from './modules';
import { generateOttl, type OttlChoices, type OttlPlaces } from './ottl';
import { generatePrometheus } from './prometheus';
import { REFERENCES } from './references';
import { SchemaReader, type Corrections } from './schema';
import { generateOptionTypes } from './types';
import { ConstraintTable, generateOptionValidator, type Constraints } from './validators';

/** What `imports/otelcol/sources.json` pins. */
interface Sources {
  readonly distributions: DistributionsPin;
  /** Modules of components whose options are typed. */
  readonly typed: readonly string[];
  /** Modules of components of which only the facts are taken. */
  readonly facts: readonly string[];
  readonly modules: readonly ModulePin[];
}

const HANDWRITTEN = path.join(__dirname, 'handwritten');

/** Rewrites `imports/otelcol/`. */
export async function importCollector(
  imports: string,
  header: string,
  options: { readonly from?: string; readonly pin: boolean },
): Promise<void> {
  const folder = path.join(imports, 'otelcol');
  const sourcesFile = path.join(folder, 'sources.json');
  const sources = JSON.parse(await readFile(sourcesFile, 'utf8')) as Sources;
  const modules = new Modules(options.pin ? [] : sources.modules, options.pin);
  const collector = options.from === undefined ? undefined : path.join(options.from, '..', 'collector');
  const distributions = await readDistributions(sources.distributions, collector);
  const corrections = parse(await readFile(path.join(__dirname, 'corrections.yaml'), 'utf8')) as Corrections;
  const reader = new SchemaReader(modules, corrections);
  const where = (module: string): Pick<CataloguedComponent, 'class' | 'distributions'> => {
    const part = CLASSES.find((name) => Object.values(distributions).some((held) => held[name].includes(module)));
    if (part === undefined) return { class: 'extensions', distributions: [] };
    return { class: part, distributions: Object.keys(distributions).filter((name) => distributions[name]?.[part].includes(module)) };
  };

  const components: CataloguedComponent[] = [];
  const version = `v${sources.distributions.version}`;
  for (const module of [...sources.typed, ...sources.facts]) {
    const metadata = await readMetadata(await modules.folder(module, version));
    const isTyped = sources.typed.includes(module);
    components.push({
      ...component(metadata, where(module.split('/').pop() ?? '')),
      module,
      ...(isTyped && { options: await reader.component(module) }),
    });
  }
  for (const file of (await readdir(HANDWRITTEN)).sort()) {
    const facts = parse(await readFile(path.join(HANDWRITTEN, file), 'utf8')) as Handwritten;
    const place = where(facts.module);
    components.push({
      ...component(facts, { ...place, class: place.distributions.length > 0 ? place.class : (`${facts.class}s` as ComponentClass) }),
      module: `handwritten/${facts.module}`,
      ...(facts.schema !== undefined && { options: await reader.handwritten(facts.schema, facts.type) }),
      handwritten: true,
    });
  }
  components.sort((a, b) => (a.type < b.type ? -1 : 1));

  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'references.ts'), header + REFERENCES);
  await writeFile(
    path.join(folder, 'catalogue.ts'),
    header + generateCatalogue(sources.distributions.version, components, reader.definitions),
  );
  const see = (entry: CataloguedComponent): string => docsOf(entry, version);
  for (const [name, text] of generateOptionTypes(components, reader.definitions, see))
    await writeFile(path.join(folder, `${name}.ts`), header + text);
  const prometheus = await generatePrometheus(modules);
  await writeFile(path.join(folder, 'prometheus.ts'), header + prometheus.types);
  const rules = parse(await readFile(path.join(__dirname, 'constraints.yaml'), 'utf8')) as Constraints & {
    readonly ottl: OttlPlaces;
    readonly ottlChoices: OttlChoices;
  };
  const constraints = new ConstraintTable(rules);
  const places = components.flatMap(({ class: part, type, module }) => {
    const found = rules.ottl[module.split('/').pop() ?? ''];
    return found === undefined ? [] : [[`${part}.${type}`, found] as const];
  });
  await writeFile(path.join(folder, 'ottl.ts'), header + (await generateOttl(modules, Object.fromEntries(places), rules.ottlChoices)));
  const validators = path.join(folder, 'validators');
  await rm(validators, { recursive: true, force: true });
  await mkdir(validators);
  const typed = components.filter((entry) => entry.options !== undefined);
  for (const entry of typed) {
    await writeFile(
      path.join(validators, `${nameOf(entry)}.js`),
      header + (await generateOptionValidator(entry, reader.definitions, constraints)),
    );
  }
  await writeFile(path.join(validators, 'prometheus.js'), header + prometheus.table);
  await writeFile(path.join(validators, 'index.ts'), header + validatorIndex(typed));
  const page = generateDocs(sources.distributions.version, prometheus.version, components, distributions);
  await writeFile(path.join(imports, '..', 'docs', 'components.md'), page);
  if (options.pin) await writeFile(sourcesFile, `${JSON.stringify({ ...sources, modules: modules.all }, undefined, 2)}\n`);
}

function component(
  metadata: Metadata,
  place: Pick<CataloguedComponent, 'class' | 'distributions'>,
): Omit<CataloguedComponent, 'module' | 'options'> {
  const { development = [], ...others } = metadata.stability;
  return {
    ...place,
    type: metadata.type,
    ...(metadata.deprecated_type !== undefined && { alias: metadata.deprecated_type }),
    signals: [...new Set(Object.values(metadata.stability).flat())],
    unfinished: development.filter((signal) => !Object.values(others).flat().includes(signal)),
    handwritten: false,
  };
}

/** Where upstream describes a component. */
function docsOf(entry: CataloguedComponent, version: string): string {
  const core = 'go.opentelemetry.io/collector/';
  const contrib = 'github.com/open-telemetry/opentelemetry-collector-contrib/';
  const tree = (repository: string, folder: string): string => `https://github.com/open-telemetry/${repository}/tree/${version}/${folder}`;
  if (entry.module.startsWith(core)) return tree('opentelemetry-collector', entry.module.slice(core.length));
  if (entry.module.startsWith(contrib)) return tree('opentelemetry-collector-contrib', entry.module.slice(contrib.length));
  return `https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/${version}/${entry.class.slice(0, -1)}`;
}

/** `receiver_otlp`: what its validator is called. */
function nameOf({ class: part, type }: CataloguedComponent): string {
  return `${part.slice(0, -1)}_${type}`;
}

function validatorIndex(components: readonly CataloguedComponent[]): string {
  const lines = components.map((entry) => `  '${entry.class}.${entry.type}': () => require('./${nameOf(entry)}.js'),`).sort();
  return `import type { SchemaValidator } from '../../validators';

/** The compiled options by class and type of the component; each is loaded when it is first asked for. */
export const optionValidators: Readonly<Record<string, (() => SchemaValidator) | undefined>> = {
${lines.join('\n')}
};
`;
}
