/** What the generated types refer to: written out beside them, so that `imports/` depends on nothing above it. */
export const REFERENCES = `import type { Duration, Size } from 'cdk8s';

/** A section of a collector's configuration that holds components. */
export type ComponentClass = 'receivers' | 'processors' | 'exporters' | 'connectors' | 'extensions';

/** How option names below a point are written: as they are (\`true\`, and \`'prometheus'\` with its own sizes), with a unit (\`'mib'\`), or by name; \`*\` is any key of a map. */
export type Naming = true | 'mib' | 'prometheus' | { readonly [key: string]: Naming };

/** What is known of a component. */
export interface ComponentFacts {
  /** Its deprecated type, which the collector still takes. */
  readonly alias?: string;
  /** Signals, or pairs of a connector such as \`traces_to_metrics\`. */
  readonly signals?: readonly string[];
  /** Signals that upstream only develops. */
  readonly unfinished?: readonly string[];
  /** Distributions that hold it. */
  readonly distributions: readonly string[];
  /** Whether its options are known. */
  readonly typed?: true;
  /** Whether these facts were written by hand, since the module or its schema is not to be had. */
  readonly handwritten?: true;
  readonly naming?: Naming;
}

/** What is known of every component, by class and type. */
export type Catalogue = Readonly<Record<ComponentClass, Readonly<Record<string, ComponentFacts>>>>;

/** A function of the transformation language. */
export interface OttlFunction {
  /** Names of its arguments, in order. */
  readonly arguments: readonly string[];
  /** Kind of each argument, in the same order. */
  readonly kinds: readonly OttlKind[];
  /** How many of them have to be given. */
  readonly needed: number;
  /** The context that it is for; any where it is not stated. */
  readonly only?: string;
  /** Where the function is available: in statements of the transform processor, or in conditions of other components; everywhere where it is not set. */
  readonly home?: 'transform' | 'filter';
  /** Accepted texts of arguments that are literals, by the name of the argument. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

/** Type that an argument must have; \`literal_…\` must be written in the statement. */
export type OttlType =
  | 'any'
  | 'path'
  | 'function'
  | 'lambda'
  | 'string'
  | 'string_like'
  | 'int'
  | 'int_like'
  | 'float'
  | 'float_like'
  | 'bool'
  | 'bool_like'
  | 'bytes_like'
  | 'map'
  | 'list'
  | 'time'
  | 'duration'
  | 'literal_string'
  | 'literal_int'
  | 'literal_float'
  | 'literal_bool';

/** Kind of an argument: a type, or a list whose items have this type. */
export type OttlKind = OttlType | \`\${OttlType}[]\`;

/** Fields of a context, or of another field, by name. */
export interface OttlFields {
  readonly [name: string]: OttlField;
}

/** A field that a path of the transformation language may name. */
export interface OttlField {
  /** Whether keys in brackets may follow: any number of keys, or exactly one. */
  readonly keys?: 'any' | 'one';
  /** Fields that may follow after a dot. */
  readonly fields?: OttlFields;
}

/** An option that holds a statement or a condition of the transformation language. */
export interface OttlPlace {
  /** Its path, with \`[]\` for each item of a list and \`*\` for each key of a map. */
  readonly path: string;
  readonly kind: 'statement' | 'condition';
  /** Contexts that it may work in. */
  readonly contexts: readonly string[];
  /** The context where none is stated. */
  readonly fallback?: string;
}

/** Marks the objects that options may refer to, so that no literal passes for one. */
export declare const REFERS: unique symbol;

/** An extension of the collector. */
export interface ExtensionReference {
  readonly [REFERS]: 'extension';
}

/** A pipeline of the collector. */
export interface PipelineReference {
  readonly [REFERS]: 'pipeline';
}

/** A value from a Kubernetes Secret. */
export interface SecretReference {
  readonly [REFERS]: 'secret';
}

/** A secret: from a Kubernetes Secret, or a text that takes it from the environment. Never the secret itself. */
export type Secret = SecretReference | \`\${string}\\\${env:\${string}}\${string}\`;

/** A file of a Kubernetes Secret or ConfigMap. */
export interface FileReference {
  readonly [REFERS]: 'file';
}

/** A file that a component reads: the path of a file in the container, or a file of a Kubernetes Secret or ConfigMap. */
export type FileName = string | FileReference;

/** A value that the schema leaves open, with the names that the collector reads. */
export type OptionValue =
  | string
  | number
  | boolean
  | undefined
  | Duration
  | Size
  | ExtensionReference
  | PipelineReference
  | SecretReference
  | FileReference
  | readonly OptionValue[]
  | { readonly [key: string]: OptionValue };
`;
