import { OTTL_FUNCTIONS } from '../../../imports/otelcol/ottl';
import type { OttlFunction, OttlKind, OttlType } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { positionOf } from './argument-names';
import type { Call } from './parsed';
import { isLiteral, type OttlValue, type ValueForm } from './value';

/** Describes the first argument of a call that the collector refuses, in words. */
export function faultOfArguments({ name, arguments: given }: Call, known: OttlFunction): string | undefined {
  let named = false;
  for (const [i, argument] of given.entries()) {
    if (named && argument.name === undefined) return `gives ${name} an argument without a name after an argument with a name`;
    named ||= argument.name !== undefined;
    const at = argument.name === undefined ? i : positionOf(known.arguments, argument.name);
    const expected = known.arguments[at] ?? '';
    const fault = faultOfValue(argument.value, known.kinds[at], ownOf(known.choices ?? {}, expected));
    if (fault !== undefined) return `gives ${name} ${fault.given} as ${expected}; ${fault.expected}`;
  }
  return undefined;
}

/** Returns the names in capitals that a call gives to arguments that are functions; the grammar reads them as enums. */
export function functionsAmong({ arguments: given }: Call, known: OttlFunction): readonly OttlValue[] {
  return given.flatMap(({ name, value }, i) => {
    const kind = known.kinds[name === undefined ? i : positionOf(known.arguments, name)];
    return kind === 'function' && value.is === 'enum' ? [value] : [];
  });
}

interface ValueFault {
  readonly given: string;
  readonly expected: string;
}

function faultOfValue(value: OttlValue, kind: OttlKind | undefined, choices: readonly string[] | undefined): ValueFault | undefined {
  if (kind === undefined) return undefined;
  const given = WORDS[value.is];
  if (isListKind(kind)) {
    if (value.is !== 'list') return { given, expected: 'expected a list in square brackets' };
    const type = typeOf(kind);
    const wrong = value.values?.find((item) => !fits(item, type));
    return wrong && { given: `a list with ${WORDS[wrong.is]}`, expected: `each item must be ${EXPECTED[type]}` };
  }
  if (!fits(value, kind)) return { given, expected: `expected ${EXPECTED[kind]}` };
  const { text = '' } = value;
  if (kind === 'function' && ownOf(OTTL_FUNCTIONS, text) === undefined)
    return { given: `the unknown name ${text}`, expected: `expected ${EXPECTED[kind]}` };
  if (choices === undefined || choices.includes(text.slice(1, -1))) return undefined;
  return { given: text, expected: `expected ${choices.filter((choice) => choice !== '').join(', ')}` };
}

function isListKind(kind: OttlKind): kind is `${OttlType}[]` {
  return kind.endsWith('[]');
}

function typeOf(kind: `${OttlType}[]`): OttlType {
  return kind.slice(0, -2) as OttlType;
}

function fits(value: OttlValue, type: OttlType): boolean {
  if (FORMS[type].includes(value.is)) return value.isCalculated !== true || !WRITTEN.has(type);
  return !WRITTEN.has(type) && !isLiteral(value);
}

/** Types whose values must be in the statement as they are; values of the other types may be calculated. */
const WRITTEN: ReadonlySet<OttlType> = new Set([
  'path',
  'function',
  'lambda',
  'literal_string',
  'literal_int',
  'literal_float',
  'literal_bool',
]);

/** Literals that the collector accepts for a type. */
const FORMS: Readonly<Record<OttlType, readonly ValueForm[]>> = {
  any: ['nil', 'string', 'int', 'float', 'bool', 'bytes', 'enum', 'list', 'map', 'lambda'],
  path: ['path'],
  function: ['function', 'enum'],
  lambda: ['lambda'],
  string: ['string'],
  string_like: ['nil', 'string', 'int', 'float', 'bool', 'bytes', 'enum', 'list', 'map'],
  int: ['int', 'enum'],
  int_like: ['nil', 'string', 'int', 'float', 'bool', 'enum'],
  float: ['float'],
  float_like: ['nil', 'string', 'int', 'float', 'bool', 'enum'],
  bool: ['bool'],
  bool_like: ['nil', 'string', 'int', 'float', 'bool', 'enum'],
  bytes_like: ['nil', 'string', 'int', 'float', 'bool', 'bytes', 'enum'],
  map: ['map'],
  list: ['list'],
  time: [],
  duration: [],
  literal_string: ['string'],
  literal_int: ['int'],
  literal_float: ['float'],
  literal_bool: ['bool'],
};

const WORDS: Readonly<Record<ValueForm, string>> = {
  nil: 'nil',
  string: 'a string',
  int: 'an integer',
  float: 'a float',
  bool: 'a boolean',
  bytes: 'a byte slice',
  enum: 'an enum',
  list: 'a list',
  map: 'a map',
  lambda: 'a lambda expression',
  function: 'the name of a function',
  path: 'a path',
  call: 'a function call',
  calculation: 'a math expression',
};

const EXPECTED: Readonly<Record<OttlType, string>> = {
  any: 'a value',
  path: 'a path',
  function: 'the name of a function',
  lambda: 'a lambda expression',
  string: 'a string',
  string_like: 'a value',
  int: 'an integer',
  int_like: 'a number',
  float: 'a float',
  float_like: 'a number',
  bool: 'a boolean',
  bool_like: 'a boolean',
  bytes_like: 'a byte slice or a string',
  map: 'a map',
  list: 'a list',
  time: 'a time',
  duration: 'a duration',
  literal_string: 'a string in quotes',
  literal_int: 'an integer without a sign',
  literal_float: 'a float without a sign, such as 2.0',
  literal_bool: 'true or false',
};
