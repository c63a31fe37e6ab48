import * as fc from 'fast-check';

import type { Option } from '../../../scripts/import/otelcol/schema';
import type { RawConfig } from '../verdict/judge';

/** Options whose validity depends on the machine that the binary runs on, secrets, which rules refuse in any form, and scrape configurations. */
const LEFT_OUT =
  /(^|_)(file|files|path|directory|pem|password|secret|token|from_env_var|certificate)$|^(auth|middlewares|tpm|root_path|storage|encoding|config)$/;

const TEXTS = [
  '',
  'a',
  'b',
  'localhost:4317',
  'http://localhost:1/x',
  '10s',
  'strict',
  'regexp',
  'gzip',
  'insert',
  'tcp',
  'span.name == "a"',
  'x y',
  '$$a',
  'ä',
  'true',
  '1',
];
const ENDPOINTS = [
  'localhost:4317',
  ':4317',
  '0.0.0.0:1',
  '[::1]:4317',
  'localhost',
  'localhost:',
  'localhost:70000',
  'localhost:http',
  '::1:4317',
  'http://localhost:4318',
  'https://a.example/x',
  'dns:///a.example:4317',
  'unix:///tmp/a.sock',
  'a b:1',
  '',
  '${env:ADDRESS}',
];
const INTEGERS = [-1, 0, 1, 1, 2, 2, 10, 10, 10, 100, 100, 1000, 9000, 70_000, 2 ** 31];
const DURATIONS = [
  '0s',
  '1s',
  '1s',
  '10s',
  '10s',
  '30s',
  '30s',
  '200ms',
  '-1s',
  '1h30m',
  '0',
  '1.5h',
  '.5s',
  '1us',
  '1µs',
  '+1s',
  '2s',
  '3s',
  5,
];
const NO_DURATIONS = ['soon', '1d', '1 s', '', '1m30', '5', '1s ', '1e3s', '1.5.s', true];
/** Sizes in bytes are numbers or texts with a unit. */
const SIZES = [0, 1, 1024, -1, '1MiB', '1 MiB', '2kb', '1', '1.5GiB', '-1MiB', 'a lot', ''];

/** Values of an option: mostly of its type, now and then of another. */
function valueOf(option: Option, definitions: ReadonlyMap<string, Option>, depth: number): fc.Arbitrary<unknown> {
  const inner = (child: Option): fc.Arbitrary<unknown> => valueOf(child, definitions, depth - 1);
  switch (option.is) {
    case 'ref':
      return inner(definitions.get(option.name) ?? { is: 'any' });
    case 'object':
      return depth <= 0 ? fc.constant({}) : someOf(option.fields, definitions, depth);
    case 'map':
      return fc.dictionary(fc.constantFrom('a', 'B', 'c.d'), inner(option.values), { maxKeys: 2 });
    case 'keyed':
      return fc.dictionary(fc.constantFrom(...Object.keys(option.keys).slice(0, 5), 'nothing'), inner(option.values), { maxKeys: 2 });
    case 'list':
      return fc.array(inner(option.items), { maxLength: 2 });
    case 'either':
      return fc.oneof(...option.options.map(inner));
    case 'choice':
      return fc.oneof({ weight: 9, arbitrary: fc.constantFrom<unknown>(...option.values) }, { weight: 1, arbitrary: fc.constant('bogus') });
    case 'duration':
      return fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom<unknown>(...DURATIONS) },
        { weight: 1, arbitrary: fc.constantFrom<unknown>(...NO_DURATIONS) },
      );
    case 'boolean':
      return fc.boolean();
    case 'byte_texts':
      return fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<unknown>(...INTEGERS) },
        { weight: 2, arbitrary: fc.constantFrom<unknown>(...SIZES) },
      );
    case 'bytes':
    case 'integer':
    case 'mebibytes':
      return fc.constantFrom(...INTEGERS);
    case 'number':
      return fc.constantFrom<unknown>(...INTEGERS, 0.5);
    case 'any':
      return fc.constantFrom<unknown>('a', 1, true, 0.5);
    case 'string':
      return fc.constantFrom(...TEXTS, '${env:POD_NAME}', '${env:NUMBER}', '${env:UNSET:-c}');
    default:
      return fc.constantFrom(...TEXTS);
  }
}

/** Values of an option with a name: those of endpoints are addresses. */
function named(name: string, option: Option, definitions: ReadonlyMap<string, Option>, depth: number): fc.Arbitrary<unknown> {
  const values = valueOf(option, definitions, depth);
  return option.is === 'string' && /(^|_)(endpoint|address|url)$/.test(name)
    ? fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...ENDPOINTS) }, { weight: 1, arbitrary: values })
    : values;
}

/** Some of the options of an object. */
export function someOf(
  fields: Readonly<Record<string, Option>>,
  definitions: ReadonlyMap<string, Option>,
  depth: number,
): fc.Arbitrary<RawConfig> {
  const names = Object.keys(fields).filter((name) => !LEFT_OUT.test(name));
  if (names.length === 0) return fc.constant({});
  return fc
    .uniqueArray(fc.constantFrom(...names), { minLength: 0, maxLength: 3 })
    .chain((chosen) =>
      fc.record(Object.fromEntries(chosen.map((name) => [name, named(name, fields[name] ?? { is: 'any' }, definitions, depth)]))),
    );
}
