import { OTTL_FIELDS, OTTL_FUNCTIONS } from '../../../imports/otelcol/ottl';
import type { OttlPlace } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { Expansion, hasReference } from '../config/expansion';
import { snake } from '../config/options';
import { parseOttl, type Call, type ParsedOttl } from './parser';
import { textsAt, type OttlText } from './texts';

/** Statement or condition that the collector refuses. */
export interface OttlFault extends OttlText {
  /** Reason, in words. */
  readonly fault: string;
}

/** Returns the texts at a place in the settings of a component that the collector refuses. */
export function ottlFaults(settings: unknown, place: OttlPlace): readonly OttlFault[] {
  // Conditions of the context `request` have another language.
  const texts = textsAt(settings, place).filter(({ context }) => context !== 'request');
  const faults = texts.flatMap((text) => {
    const found = possibleTexts(text.text).map((possible) => faultOf(possible, place, text.context));
    const [fault] = found;
    return fault === undefined || found.includes(undefined) ? [] : [{ ...text, fault }];
  });
  if (faults.length > 0) return faults;
  const unclear = `says nothing of ${place.contexts.join(', ')}, and nothing beside it does`;
  return groupsWithoutContext(texts, place).map((text) => ({ ...text, fault: unclear }));
}

/** Values of a reference in a statement: a number, a text, a path, a condition. */
const STAND_INS = ['1', '"a"', 'resource.attributes["a"]', 'true'];

/** Returns a text as the collector reads it, with several possible values of its references; nothing for a reference without other text. */
function possibleTexts(text: string): readonly string[] {
  if (!text.includes('$')) return [text];
  const expansion = new Expansion(text);
  if (expansion.isWhole) return [];
  return expansion.references.length === 0 ? [expansion.with('')] : STAND_INS.map((standIn) => expansion.with(standIn));
}

/** Returns the first text of each list whose context is unknown: neither the list nor one of its texts names a context. */
function groupsWithoutContext(texts: readonly OttlText[], place: OttlPlace): readonly OttlText[] {
  if (place.contexts.length < 2) return [];
  const groups = new Map<string, OttlText[]>();
  for (const text of texts.filter(({ context }) => context === undefined)) {
    // Each top-level condition is a list of one text.
    const list = place.kind === 'condition' && !place.path.includes('.') ? text.path : text.path.replace(/\.\d+$/, '');
    groups.set(list, [...(groups.get(list) ?? []), text]);
  }
  return [...groups.values()].flatMap((group) => {
    const says = group.some(({ text }) => {
      if (hasReference(text)) return true;
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

/** Paths begin with their context. With only one possible context, they can omit it. */
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

/** Contexts whose fields are not listed. */
const OPEN: ReadonlySet<string> = new Set(['otelcol', 'instrumentation_scope', 'request', 'profilesample']);

/** Returns the contexts of the paths that a text can have. */
function reachableFrom(place: OttlPlace, context: string | undefined): ReadonlySet<string> {
  return new Set(context === undefined ? place.contexts.flatMap(withParents) : withParents(context));
}

/** Returns a context and the contexts around it. */
function withParents(context: string): readonly string[] {
  return ['resource', 'scope', ...(ownOf(PARENTS, context) ?? []), context];
}

const PARENTS: Readonly<Record<string, readonly string[]>> = {
  spanevent: ['span'],
  datapoint: ['metric'],
  exemplar: ['metric', 'datapoint'],
};
