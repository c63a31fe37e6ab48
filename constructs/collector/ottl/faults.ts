import { OTTL_FIELDS, OTTL_FUNCTIONS } from '../../../imports/otelcol/ottl';
import type { OttlPlace } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { Expansion, hasReference } from '../config/expansion';
import { snake } from '../config/options';
import { faultOfExpression } from '../expressions/calls';
import { faultOfArguments } from './arguments';
import { faultOfContext } from './context-fault';
import { isOpen, reachableFrom } from './contexts';
import type { Call, ParsedOttl } from './parsed';
import { parseOttl } from './parser';
import { faultOfNestedPaths, faultOfPaths } from './paths';
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
    const isWhole = !hasReference(text.text);
    const found = possibleTexts(text.text).map((possible) => faultOf(possible, place, text.context, isWhole));
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
      return 'paths' in parsed && parsed.paths.some(({ names: [first = ''] }) => ownOf(OTTL_FIELDS, first) !== undefined || isOpen(first));
    });
    return says ? [] : group.slice(0, 1);
  });
}

function faultOf(text: string, place: OttlPlace, context: string | undefined, isWhole: boolean): string | undefined {
  const parsed = parseOttl(text, place.kind === 'statement' ? 'statement' : 'condition');
  if ('fault' in parsed) return parsed.fault;
  const reachable = reachableFrom(place, context);
  if (parsed.hasLambda)
    return 'has a function of its own in it, which the collector takes only with the feature gate ottl.functions.enableLambda';
  const fault =
    parsed.calls.map((call) => faultOfCall(call, reachable)).find((found) => found !== undefined) ??
    faultOfPaths(parsed.paths, place, context);
  // A reference may stand for a part of a text, of a name or of an enum: these are checked only without references.
  return fault !== undefined || !isWhole ? fault : faultInside(parsed, place, context);
}

function faultInside(parsed: ParsedOttl, place: OttlPlace, context: string | undefined): string | undefined {
  return (
    faultOfNestedPaths(parsed.paths, place, context) ??
    parsed.calls.map((call) => faultOfValues(call) ?? faultOfExpression(call)).find((fault) => fault !== undefined) ??
    faultOfContext(parsed, place, context)
  );
}

function faultOfCall({ name, arguments: given }: Call, reachable: ReadonlySet<string>): string | undefined {
  const known = ownOf(OTTL_FUNCTIONS, name);
  if (known === undefined) return `calls ${name}, which is no function`;
  if (known.only !== undefined && !reachable.has(known.only)) return `calls ${name}, which is for ${known.only} alone`;
  // Arguments may be named in either case.
  const unknown = given
    .map((argument) => argument.name)
    .find((argument) => argument !== undefined && !known.arguments.includes(snake(argument)));
  if (unknown !== undefined) return `gives ${name} an argument ${unknown}, which it does not have`;
  if (given.length < known.needed) return `gives ${name} ${String(given.length)} arguments, and it needs ${String(known.needed)}`;
  return given.length > known.arguments.length
    ? `gives ${name} ${String(given.length)} arguments, and it takes ${String(known.arguments.length)}`
    : undefined;
}

function faultOfValues(call: Call): string | undefined {
  const known = ownOf(OTTL_FUNCTIONS, call.name);
  return known === undefined ? undefined : faultOfArguments(call, known);
}
