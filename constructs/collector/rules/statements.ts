import { OTTL_FIELDS, OTTL_FUNCTIONS, OTTL_PLACES } from '../../../imports/otelcol/ottl';
import type { OttlPlace } from '../../../imports/otelcol/references';
import { quote } from '../../synth/argument';
import type { FindingOptions } from '../../synth/finding';
import { ownOf } from '../../synth/own';
import { record } from '../../synth/record';
import { snake } from '../config/options';
import { parseOttl, type Call, type ParsedOttl } from '../ottl/parser';
import type { CollectorView } from './collector-view';

interface Text {
  readonly path: string;
  readonly text: string;
  /** The context that stands beside a structured statement. */
  readonly context: string | undefined;
}

/** Statements and conditions of the transformation language have to be of its grammar, its functions and the paths of a context. */
export function ottlTexts(view: CollectorView): FindingOptions[] {
  return view.components.flatMap(({ part, type, id, location, settings }) =>
    (ownOf(OTTL_PLACES, `${part}.${type}`) ?? []).flatMap((place) => {
      const found = ({ path, text }: Text, fault: string): FindingOptions => ({
        rule: 'component/statement',
        location: `${location}.${path}`,
        message: `the ${place.kind} ${quote(text)} of ${id} ${fault}`,
        fix: 'see the grammar, functions and contexts of the OpenTelemetry Transformation Language',
      });
      // Conditions on the request are of another, smaller language; what the environment holds is known in the cluster alone.
      const texts = [...textsAt(settings, place.path.split('.'), '', place.fallback)].filter(
        ({ text, context }) => !text.includes('${') && context !== 'request',
      );
      const faults = texts.flatMap((text) => {
        const fault = faultOf(text.text, place, text.context);
        return fault === undefined ? [] : [found(text, fault)];
      });
      return faults.length > 0
        ? faults
        : groupsWithoutContext(texts, place).map((text) =>
            found(text, `says nothing of ${place.contexts.join(', ')}, and nothing beside it does`),
          );
    }),
  );
}

/** Where several contexts are possible and none is stated, the texts of a list have to tell together which it is: the first of each list that does not. */
function groupsWithoutContext(texts: readonly Text[], place: OttlPlace): readonly Text[] {
  if (place.contexts.length < 2) return [];
  const groups = new Map<string, Text[]>();
  for (const text of texts.filter(({ context }) => context === undefined)) {
    // Conditions that stand by themselves are looked at one by one.
    const list = place.kind === 'condition' && !place.path.includes('.') ? text.path : text.path.replace(/\.\d+$/, '');
    groups.set(list, [...(groups.get(list) ?? []), text]);
  }
  return [...groups.values()].flatMap((group) => {
    const says = group.some(({ text }) => {
      const parsed = parseOttl(text, place.kind === 'statement' ? 'statement' : 'condition');
      return 'paths' in parsed && parsed.paths.some(([first = '']) => ownOf(OTTL_FIELDS, first) !== undefined || OPEN.has(first));
    });
    return says ? [] : group.slice(0, 1);
  });
}

function faultOf(text: string, place: OttlPlace, context: string | undefined): string | undefined {
  const parsed = parseOttl(text, place.kind === 'statement' ? 'statement' : 'condition');
  if ('fault' in parsed) return parsed.fault;
  const reachable = reachableFrom(place, context);
  if (parsed.hasLambda)
    return 'has a function of its own in it, which the collector takes only with the feature gate ottl.functions.enableLambda';
  return (
    parsed.calls.map((call) => faultOfCall(call, reachable)).find((fault) => fault !== undefined) ?? faultOfPaths(parsed, place, context)
  );
}

function faultOfCall({ name, arguments: given }: Call, reachable: ReadonlySet<string>): string | undefined {
  const known = ownOf(OTTL_FUNCTIONS, name);
  if (known === undefined) return `calls ${name}, which is no function`;
  if (known.only !== undefined && !reachable.has(known.only)) return `calls ${name}, which is for ${known.only} alone`;
  // Arguments may be named in either case.
  const unknown = given.find((argument) => argument !== undefined && !known.arguments.includes(snake(argument)));
  if (unknown !== undefined) return `gives ${name} an argument ${unknown}, which it does not have`;
  if (given.length < known.needed) return `gives ${name} ${String(given.length)} arguments, and it needs ${String(known.needed)}`;
  return given.length > known.arguments.length
    ? `gives ${name} ${String(given.length)} arguments, and it takes ${String(known.arguments.length)}`
    : undefined;
}

/** Where several contexts are possible, paths say which; where there is one, they may leave it out. */
function faultOfPaths({ paths }: ParsedOttl, place: OttlPlace, context: string | undefined): string | undefined {
  const [only, ...others] = context === undefined ? place.contexts : [context];
  const own = others.length === 0 ? only : undefined;
  const reachable = reachableFrom(place, context);
  for (const names of paths) {
    const [first = '', second] = names;
    if (OPEN.has(first)) continue;
    const fields = ownOf(OTTL_FIELDS, first);
    if (second !== undefined && fields !== undefined) {
      if (!fields.includes(second)) return `has a path ${names.join('.')}, and ${first} has no ${second}`;
      if (!reachable.has(first)) return `has a path ${names.join('.')}, and there is no ${first} here, but ${[...reachable].join(', ')}`;
    } else if (own !== undefined && ownOf(OTTL_FIELDS, own)?.includes(first) !== true && fields === undefined) {
      return `has a path ${names.join('.')}, and ${own} has no ${first}`;
    } else if (own === undefined && fields === undefined) {
      return `has a path ${names.join('.')} that does not say of what; begin it with one of ${place.contexts.join(', ')}`;
    }
  }
  return undefined;
}

/** Contexts whose fields are open. */
const OPEN: ReadonlySet<string> = new Set(['otelcol', 'instrumentation_scope', 'request', 'profilesample']);

/** The contexts whose paths a text may have. */
function reachableFrom(place: OttlPlace, context: string | undefined): ReadonlySet<string> {
  return new Set(context === undefined ? place.contexts.flatMap(withParents) : withParents(context));
}

/** A context and those that it is in. */
function withParents(context: string): readonly string[] {
  return ['resource', 'scope', ...(ownOf(PARENTS, context) ?? []), context];
}

const PARENTS: Readonly<Record<string, readonly string[]>> = {
  spanevent: ['span'],
  datapoint: ['metric'],
  exemplar: ['metric', 'datapoint'],
};

function* textsAt(value: unknown, [step, ...rest]: readonly string[], path: string, context: string | undefined): Generator<Text> {
  if (step === undefined) {
    if (typeof value === 'string') yield { path, text: value, context };
    return;
  }
  const name = step.replace(/\[\]$/, '');
  const below = record(value);
  const stated = typeof below['context'] === 'string' && below['context'] !== '' ? below['context'] : context;
  const children = name === '*' ? Object.entries(below) : [[name, below[name]] as const];
  for (const [key, child] of children) {
    const place = path === '' ? key : `${path}.${key}`;
    if (!step.endsWith('[]')) yield* textsAt(child, rest, place, stated);
    else if (Array.isArray(child)) for (const [i, item] of child.entries()) yield* textsAt(item, rest, `${place}.${String(i)}`, stated);
  }
}
