import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { build } from 'esbuild';

import type { CataloguedComponent } from './component';
import type { Option } from './schema';

/** A duration as Go reads it, such as `1h30m` or `1.5s`; `0` stands without a unit. */
const GO_DURATION = '^[-+]?(0|(\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h))+$';

/** What the words of an unfulfilled constraint begin with, where an error has them as the value that was wanted. */
const UNFULFILLED = '!';

/** A type, or a type and a name. */
const COMPONENT_ID = '^[A-Za-z][0-9A-Za-z_]{0,62}(/.+)?$';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Something that settings have to fulfil beyond their types, with the words for a finding. */
export interface Constraint {
  /** What is wrong where it is not fulfilled, after the name of the component. */
  readonly says: string;
  readonly schema: JsonSchema;
  /** Whether the component is refused when it is created or started, not when its settings are read. */
  readonly start?: true;
  /** Rule that says the same in better words: then this one is left out. */
  readonly covered?: string;
}

/** Constraints of definitions by canonical name, and of components by the last segment of their module. */
export interface Constraints {
  readonly definitions: Readonly<Record<string, readonly Constraint[]>>;
  readonly components: Readonly<Record<string, readonly Constraint[]>>;
}

/** The constraints, each under a name of its own. */
export class ConstraintTable {
  public readonly all: readonly (Constraint & { readonly name: string })[];
  private readonly byOwner = new Map<string, string[]>();

  public constructor({ definitions, components }: Constraints) {
    const owners = [...Object.entries(definitions), ...Object.entries(components)];
    this.all = owners.flatMap(([owner, constraints]) =>
      constraints
        .filter(({ covered }) => covered === undefined)
        .map((constraint, i) => {
          const name = `rule_${key(owner.replace(/^.*collector(-contrib)?\//, ''))}_${String(i)}`;
          this.byOwner.set(owner, [...(this.byOwner.get(owner) ?? []), name]);
          return { ...constraint, name };
        }),
    );
  }

  /** References to the constraints of a definition or a module. */
  public refs(owner: string): readonly JsonSchema[] {
    return (this.byOwner.get(owner) ?? []).map((name) => ({ $ref: `shared#/$defs/${name}` }));
  }
}

/** Compiles the options of a component to a module that needs nothing at run time. */
export async function generateOptionValidator(
  { type, module, options }: CataloguedComponent,
  definitions: ReadonlyMap<string, Option>,
  constraints: ConstraintTable,
): Promise<string> {
  const repeated = new Repeated();
  const jsonSchema = (option: Option): JsonSchema => schemaOf(option, { jsonSchema, constraints, repeated });
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    inlineRefs: false,
    unicodeRegExp: false,
    unicode: false,
    logger: false,
    validateFormats: false,
    messages: false,
    code: { source: true, esm: false, lines: false, optimize: 2 },
  });
  const shared = Object.fromEntries([...definitions].map(([name, option]) => [key(name), jsonSchema(option)]));
  const rules = Object.fromEntries(
    constraints.all.map(({ name, schema, says }) => [name, { if: schema, else: { const: UNFULFILLED + says } }]),
  );
  const { allOf = [], ...schema } = jsonSchema(options ?? { is: 'any' }) as { readonly allOf?: readonly JsonSchema[] };
  ajv.addSchema({ $id: 'shared', $defs: { ...shared, ...rules, ...repeated.definitions } });
  const own = constraints.refs(module.split('/').pop() ?? '');
  const code = standaloneCode(ajv, ajv.compile({ $id: type, ...schema, ...all([...allOf, ...own]) }));
  // Whatever the code needs at run time is put into it.
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: __dirname },
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    format: 'cjs',
    legalComments: 'none',
    target: 'node20',
  });
  return outputFiles[0]?.text ?? '';
}

/** Schemas that stand in many places, each once. */
class Repeated {
  public readonly definitions: Record<string, JsonSchema> = {};
  private readonly names = new Map<string, string>();

  public refer(schema: JsonSchema): JsonSchema {
    const text = JSON.stringify(schema);
    const name = this.names.get(text) ?? `setting_${String(this.names.size)}`;
    this.names.set(text, name);
    this.definitions[name] = schema;
    return { $ref: `shared#/$defs/${name}` };
  }
}

interface SchemaMaker {
  readonly jsonSchema: (option: Option) => JsonSchema;
  readonly constraints: ConstraintTable;
  readonly repeated: Repeated;
}

function schemaOf(option: Option, { jsonSchema, constraints, repeated }: SchemaMaker): JsonSchema {
  switch (option.is) {
    case 'ref':
      return { $ref: `shared#/$defs/${key(option.name)}` };
    case 'object':
      return {
        type: ['object', 'null'],
        properties: Object.fromEntries(Object.entries(option.fields).map(([name, child]) => [name, jsonSchema(child)])),
        ...(option.required.length > 0 && { required: option.required }),
        ...(!option.open && { additionalProperties: false }),
        ...all(option.parts.flatMap((part) => constraints.refs(part))),
      };
    case 'keyed':
      return {
        type: ['object', 'null'],
        properties: Object.fromEntries(Object.entries(option.keys).map(([name, child]) => [name, repeated.refer(jsonSchema(child))])),
        additionalProperties: false,
      };
    case 'map':
      return { type: ['object', 'null'], additionalProperties: jsonSchema(option.values) };
    case 'list':
      return { type: ['array', 'null'], items: jsonSchema(option.items) };
    case 'either':
      return { anyOf: option.options.map(jsonSchema) };
    case 'choice':
      return { enum: option.values };
    case 'duration':
      return { type: ['string', 'integer'], pattern: GO_DURATION };
    case 'byte_texts':
      return { type: ['integer', 'string'] };
    case 'secrets':
      return { type: ['object', 'array', 'null'], additionalProperties: { type: 'string' } };
    case 'mebibytes':
    case 'bytes':
    case 'integer':
      return { type: 'integer' };
    case 'number':
    case 'boolean':
      return { type: option.is };
    case 'string':
    case 'secret':
    case 'file':
      return { type: 'string' };
    case 'extension':
    case 'pipeline':
      return { type: 'string', pattern: COMPONENT_ID };
    case 'record':
    case 'prometheus':
      return { type: ['object', 'null'] };
    default:
      return {};
  }
}

function all(schemas: readonly JsonSchema[]): JsonSchema {
  return schemas.length === 0 ? {} : { allOf: schemas };
}

/** A definition's name as a part of a JSON pointer. */
function key(name: string): string {
  return name.replace(/[^A-Za-z0-9]+/g, '_');
}
