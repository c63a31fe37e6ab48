import { OTTL_FUNCTIONS } from '../../../imports/otelcol/ottl';
import type { OttlPlace } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { Expansion, hasReference } from '../config/expansion';
import { faultOfExpression } from '../expressions/calls';
import { positionOf } from './argument-names';
import { faultOfArguments } from './arguments';
import { faultOfContext } from './context-fault';
import { reachableFrom } from './contexts';
import { faultOfCreation } from './creation-faults';
import { faultOfGroup, groupOf, groupsOf, type PlacedText } from './groups';
import type { Call, ParsedOttl } from './parsed';
import { parseOttl } from './parser';
import { faultOfNestedPaths, faultOfPaths } from './paths';
import { textsAt } from './texts';

/** Statement or condition that the collector refuses. */
export interface OttlFault extends PlacedText {
  /** Reason, in words. */
  readonly fault: string;
}

/** Returns the texts in the settings of a component that the collector refuses. */
export function ottlFaults(settings: unknown, places: readonly OttlPlace[]): readonly OttlFault[] {
  const texts = places.flatMap((place) => textsAt(settings, place).map((text): PlacedText => ({ ...text, place })));
  // Conditions of the context `request` have another language.
  const checked = texts.filter(({ context }) => context !== 'request');
  const faults = checked.flatMap((text) => {
    const isWhole = !hasReference(text.text);
    const found = possibleTexts(text.text).map((possible) => faultOf(possible, text.place, text.context, isWhole));
    const [fault] = found;
    return fault === undefined || found.includes(undefined) ? [] : [{ ...text, fault }];
  });
  const refused = new Set(faults.map(({ path }) => groupOf(path)));
  return [...faults, ...groupsOf(checked).flatMap((group) => (refused.has(groupOf(group[0]?.path ?? '')) ? [] : faultOfGroup(group)))];
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

function faultOf(text: string, place: OttlPlace, context: string | undefined, isWhole: boolean): string | undefined {
  const parsed = parseOttl(text, place.kind);
  if ('fault' in parsed) return parsed.fault;
  const reachable = reachableFrom(place, context);
  if (parsed.hasLambda)
    return 'has a function of its own in it, which the collector takes only with the feature gate ottl.functions.enableLambda';
  const fault =
    parsed.calls.map((call) => faultOfCall(call, reachable) ?? faultOfHome(call, place)).find((found) => found !== undefined) ??
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
    .find((argument) => argument !== undefined && positionOf(known.arguments, argument) < 0);
  if (unknown !== undefined) return `gives ${name} an argument ${unknown}, which it does not have`;
  if (given.length < known.needed) return `gives ${name} ${String(given.length)} arguments, and it needs ${String(known.needed)}`;
  return given.length > known.arguments.length
    ? `gives ${name} ${String(given.length)} arguments, and it takes ${String(known.arguments.length)}`
    : undefined;
}

/** Only statements of the transform processor have the functions of its module. */
function faultOfHome({ name }: Call, { kind }: OttlPlace): string | undefined {
  const home = ownOf(OTTL_FUNCTIONS, name)?.home;
  if (home === undefined || (home === 'transform') === (kind === 'statement')) return undefined;
  return home === 'transform'
    ? `calls ${name}, which only statements of the transform processor have`
    : `calls ${name}, which only conditions of other components have`;
}

function faultOfValues(call: Call): string | undefined {
  const known = ownOf(OTTL_FUNCTIONS, call.name);
  return known === undefined ? undefined : (faultOfArguments(call, known) ?? faultOfCreation(call, known));
}
