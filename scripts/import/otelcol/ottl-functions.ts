/** What is known of a function of the transformation language. */
export interface FunctionFacts {
  readonly arguments: readonly string[];
  readonly kinds: readonly string[];
  readonly needed: number;
  readonly only?: string;
  readonly home?: string;
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

/** Kinds of arguments by their Go types, without the prefix of the package and without type parameters. */
const KINDS: Readonly<Record<string, string>> = {
  Setter: 'path',
  GetSetter: 'path',
  PMapGetSetter: 'path',
  PSliceGetSetter: 'path',
  Getter: 'any',
  StringGetter: 'string',
  StringLikeGetter: 'string_like',
  IntGetter: 'int',
  IntLikeGetter: 'int_like',
  FloatGetter: 'float',
  FloatLikeGetter: 'float_like',
  BoolGetter: 'bool',
  BoolLikeGetter: 'bool_like',
  ByteSliceLikeGetter: 'bytes_like',
  PMapGetter: 'map',
  PSliceGetter: 'list',
  TimeGetter: 'time',
  DurationGetter: 'duration',
  FunctionGetter: 'function',
  LambdaExpression: 'lambda',
  string: 'literal_string',
  int64: 'literal_int',
  float64: 'literal_float',
  bool: 'literal_bool',
};

/** Finds the functions that a Go file makes, with the names and kinds of their arguments. */
export function* functionsIn(text: string): Generator<readonly [string, FunctionFacts]> {
  for (const made of text.matchAll(/ottl\.NewFactory\(\s*("[^"]+"|\w+),\s*(nil|&?\w+)/g)) {
    const [, name = '', argument = ''] = made;
    const known = name.startsWith('"') ? name.slice(1, -1) : new RegExp(`\\b${name}\\s*=\\s*"([^"]+)"`).exec(text)?.[1];
    if (known === undefined) continue;
    const struct = new RegExp(`type ${argument.replace('&', '')}(?:\\[K any\\])? struct \\{([^}]*)\\}`).exec(text)?.[1] ?? '';
    const fields = [...struct.matchAll(/^\s*([A-Z]\w*)\s+(\S.*)$/gm)].map(([, field = '', type = '']) => ({
      name: snake(field),
      kind: kindOf(type),
      optional: type.startsWith('ottl.Optional['),
    }));
    // The result of the function that makes it has the context; a type parameter there stands for all contexts.
    const only = [...text.slice(0, made.index).matchAll(/ottl\.Factory\[(?:\*?ottl(\w+)\.TransformContext|\w+)\] \{/g)].pop()?.[1];
    yield [
      known,
      {
        arguments: fields.map((field) => field.name),
        kinds: fields.map(({ kind }) => kind),
        needed: fields.filter(({ optional }) => !optional).length,
        ...(only !== undefined && { only }),
      },
    ];
  }
}

/** @throws if the type is not among those that the language knows */
function kindOf(type: string): string {
  const inner = /^ottl\.Optional\[(.*)\]$/.exec(type.trim())?.[1] ?? type.trim();
  const item = inner
    .replace(/^\[\]/, '')
    .replace(/^\*/, '')
    .replace(/^ottl\./, '')
    .replace(/\[.*$/, '');
  const kind = KINDS[item];
  if (kind === undefined) throw new Error(`an argument of a function of OTTL has the unknown type ${type}`);
  return inner.startsWith('[]') ? `${kind}[]` : kind;
}

/** Returns the name of an argument in the language: `RegexPattern` as `regex_pattern`, `SourceIP` as `source_i_p`. */
function snake(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();
}
