import { isKnownSignal, optionsName, type CataloguedComponent } from './component';
import { CLASSES, type ComponentClass } from './facts';
import { camel, optionKey, TypeNames } from './names';
import { PROMETHEUS_OBJECTS, prometheusType } from './prometheus/names';
import type { Option } from './schema';

const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  duration: 'Duration',
  mebibytes: 'Size',
  bytes: 'Size',
  byte_texts: 'Size',
  secret: 'Secret',
  secrets: 'Readonly<Record<string, string | Secret>>',
  file: 'FileName',
  extension: 'ExtensionReference',
  pipeline: 'PipelineReference',
  record: 'Readonly<Record<string, OptionValue>>',
  any: 'OptionValue',
};

/** Interfaces of the objects that Prometheus reads. */
const PROMETHEUS_TYPES = PROMETHEUS_OBJECTS.map(prometheusType);
const IMPORTED = ['ExtensionReference', 'FileName', 'OptionValue', 'PipelineReference', 'Secret'];

/** The files of types, by name: one for each class, and one for what several share. */
export function generateOptionTypes(
  components: readonly CataloguedComponent[],
  definitions: ReadonlyMap<string, Option>,
  see: (component: CataloguedComponent) => string,
): ReadonlyMap<string, string> {
  const typed = components.filter(({ options }) => options !== undefined);
  const names = new TypeNames(new Map(typed.map((component) => [component.module, optionsName(component).replace(/Options$/, '')])));
  const used = new Set<string>();
  for (const component of typed) collect(component.options, definitions, used);
  const homeOf = (definition: string): string => typed.find(({ module }) => belongsTo(definition, module))?.class ?? 'shared';
  const bodies = new Map<string, string[]>();
  const add = (home: string, text: string): void => void bodies.set(home, [...(bodies.get(home) ?? []), text]);
  for (const [definition, option] of [...definitions].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (option.is !== 'object' || !used.has(definition)) continue;
    add(homeOf(definition), interfaceOf(names.of(definition), option, names));
  }
  for (const component of typed) {
    const options = deref(component.options ?? { is: 'any' }, definitions);
    if (options.is !== 'object') throw new Error(`${component.type}: the options are no object`);
    add(component.class, `/** @see ${see(component)} */\n${interfaceOf(optionsName(component), options, names)}`);
  }
  for (const part of CLASSES) add(part, indexOf(part, components));
  return new Map(
    [...bodies].map(([home, texts]) => [home, imports(home, texts.join('\n'), names, definitions, homeOf) + texts.join('\n')]),
  );
}

function deref(option: Option, definitions: ReadonlyMap<string, Option>): Option {
  return option.is === 'ref' ? (definitions.get(option.name) ?? option) : option;
}

function belongsTo(definition: string, module: string): boolean {
  return definition.startsWith(`${module}.`) || definition.startsWith(`${module}/`);
}

function collect(option: Option | undefined, definitions: ReadonlyMap<string, Option>, used: Set<string>): void {
  if (option === undefined) return;
  if (option.is === 'ref') {
    if (used.has(option.name)) return;
    used.add(option.name);
    collect(definitions.get(option.name), definitions, used);
  }
  for (const child of children(option)) collect(child, definitions, used);
}

/** The options directly below one. */
export function children(option: Option): readonly Option[] {
  if (option.is === 'object') return Object.values(option.fields);
  if (option.is === 'map' || option.is === 'keyed') return [option.values];
  if (option.is === 'either') return option.options;
  return option.is === 'list' ? [option.items] : [];
}

function interfaceOf(name: string, option: Option & { is: 'object' }, names: TypeNames): string {
  if (Object.keys(option.fields).length === 0) return `export type ${name} = Readonly<Record<never, never>>;\n`;
  const text = typeOf(option, names);
  return text.startsWith('{') ? `export interface ${name} ${text}\n` : `export type ${name} = ${text};\n`;
}

function typeOf(option: Option, names: TypeNames): string {
  const inner = (child: Option): string => typeOf(child, names);
  switch (option.is) {
    case 'ref':
      return names.of(option.name);
    case 'list':
      return `readonly ${listed(inner(option.items))}[]`;
    case 'map':
      return `Readonly<Record<string, ${inner(option.values)}>>`;
    case 'keyed':
      return `Readonly<Partial<Record<${Object.keys(option.keys)
        .map((key) => `'${key}'`)
        .join(' | ')}, ${inner(option.values)}>>>`;
    case 'either':
      return option.options.map(inner).join(' | ');
    case 'choice':
      return option.values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(' | ');
    case 'object':
      return objectType(option, inner);
    case 'prometheus':
      return prometheusType(option.object);
    default:
      return SCALARS[option.is] ?? 'OptionValue';
  }
}

function objectType(option: Option & { is: 'object' }, inner: (child: Option) => string): string {
  const lines = Object.entries(option.fields).map(([key, child]) => {
    const name = camel(optionKey(key, child));
    const quoted = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
    return `  readonly ${quoted}${option.required.includes(key) ? '' : '?'}: ${inner(child)};`;
  });
  return `{\n${lines.join('\n')}\n}`;
}

function imports(
  home: string,
  text: string,
  names: TypeNames,
  definitions: ReadonlyMap<string, Option>,
  homeOf: (definition: string) => string,
): string {
  const uses = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
  const units = ['Duration', 'Size'].filter(uses);
  const own = IMPORTED.filter(uses);
  const shared =
    home === 'shared'
      ? []
      : [...definitions].filter(([name, { is }]) => is === 'object' && homeOf(name) === 'shared').map(([name]) => names.of(name));
  const used = shared.filter(uses).sort();
  const foreign = PROMETHEUS_TYPES.filter(uses);
  return [
    ...(units.length > 0 ? [`import type { ${units.join(', ')} } from 'cdk8s';\n`] : []),
    ...(foreign.length > 0 ? [`import type { ${foreign.join(', ')} } from './prometheus';\n`] : []),
    ...(own.length > 0 ? [`import type { ${own.join(', ')} } from './references';\n`] : []),
    ...(used.length > 0 ? [`import type { ${used.join(', ')} } from './shared';\n`] : []),
    '\n',
  ].join('');
}

function indexOf(part: ComponentClass, components: readonly CataloguedComponent[]): string {
  const members = components.filter((component) => component.class === part);
  const lines = members
    .filter(({ options }) => options !== undefined)
    .map((component) => `  readonly ${component.type}: { readonly options: ${optionsName(component)}${signalsOf(component)} };`);
  const name = `${part.charAt(0).toUpperCase()}${part.slice(1)}`;
  return `/** The ${part} whose options are known, by type. */\nexport interface ${name} {\n${lines.join('\n')}\n}\n`;
}

function signalsOf(component: CataloguedComponent): string {
  const finished = component.signals.filter((signal) => isKnownSignal(signal) && !component.unfinished.includes(signal));
  const union = (signals: readonly string[]): string => [...new Set(signals)].map((signal) => `'${signal}'`).join(' | ');
  if (component.class === 'extensions') return '';
  if (component.class !== 'connectors') return `; readonly signals: ${union(finished)}`;
  const pairs = finished.map((pair) => pair.split('_to_'));
  return `; readonly takes: ${union(pairs.map(([from]) => from ?? ''))}; readonly gives: ${union(pairs.map(([, to]) => to ?? ''))}`;
}

function listed(type: string): string {
  return type.startsWith('readonly ') || (type.includes(' | ') && !type.startsWith('{')) ? `(${type})` : type;
}
