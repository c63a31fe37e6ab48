import { isKnownSignal, type CataloguedComponent } from './component';
import { CLASSES } from './facts';
import { optionKey } from './names';
import type { Option } from './schema';

/** How option names are written, see `Naming` in the generated references. */
type Naming = true | 'mib' | 'prometheus' | { readonly [key: string]: Naming };

/** The catalogue of facts as a module. */
export function generateCatalogue(
  version: string,
  components: readonly CataloguedComponent[],
  definitions: ReadonlyMap<string, Option>,
): string {
  const sections = CLASSES.map((part) => {
    const rows = components.filter((component) => component.class === part).map((component) => row(component, definitions));
    return `  ${part}: {\n${rows.join('\n')}\n  },`;
  });
  return `import type { Catalogue } from './references';

/** Version of the collector that the catalogue describes. */
export const COLLECTOR_VERSION = '${version}';

/** What is known of each component, by class and type. */
export const CATALOGUE: Catalogue = {
${sections.join('\n')}
};
`;
}

function row(component: CataloguedComponent, definitions: ReadonlyMap<string, Option>): string {
  const { type, alias, distributions, options, handwritten } = component;
  const signals = component.signals.filter(isKnownSignal);
  const naming = options === undefined ? undefined : namingOf(options, definitions, new Set());
  const fields = {
    ...(alias !== undefined && { alias }),
    ...(component.class !== 'extensions' && { signals: signals.filter((signal) => !component.unfinished.includes(signal)) }),
    ...(signals.some((signal) => component.unfinished.includes(signal)) && {
      unfinished: signals.filter((signal) => component.unfinished.includes(signal)),
    }),
    distributions,
    ...(options !== undefined && { typed: true }),
    ...(handwritten && { handwritten: true }),
    ...(naming !== undefined && { naming }),
  };
  return `    ${type}: ${JSON.stringify(fields)},`;
}

function namingOf(option: Option, definitions: ReadonlyMap<string, Option>, above: ReadonlySet<string>): Naming | undefined {
  if (option.is === 'ref') {
    if (above.has(option.name)) return undefined;
    const target = definitions.get(option.name);
    return target && namingOf(target, definitions, new Set([...above, option.name]));
  }
  if (option.is === 'mebibytes') return 'mib';
  if (option.is === 'prometheus') return 'prometheus';
  if (option.is === 'any' || option.is === 'record' || option.is === 'secrets') return true;
  if (option.is === 'either')
    return option.options.map((child) => namingOf(child, definitions, above)).find((found) => found !== undefined);
  if (option.is === 'list') return namingOf(option.items, definitions, above);
  const below =
    option.is === 'map'
      ? [['*', namingOf(option.values, definitions, above) ?? {}] as const]
      : option.is === 'object'
        ? Object.entries(option.fields).map(([key, child]) => [optionKey(key, child), namingOf(child, definitions, above)] as const)
        : [];
  const kept = below.filter((entry): entry is readonly [string, Naming] => entry[1] !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
