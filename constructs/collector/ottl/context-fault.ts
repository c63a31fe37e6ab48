import { OTTL_ENUMS, OTTL_FIELDS, OTTL_FUNCTIONS } from '../../../imports/otelcol/ottl';
import type { OttlPlace } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { functionsAmong } from './arguments';
import { withParents } from './contexts';
import type { ParsedOttl } from './parsed';

/**
 * Describes why no possible context has the enums, functions and caches of a text, in words.
 *
 * Where the context is not set, the collector takes one that reaches all paths and has all functions and enums.
 */
export function faultOfContext(parsed: ParsedOttl, place: OttlPlace, context: string | undefined): string | undefined {
  const [only, ...others] = context === undefined ? place.contexts : [context];
  if (only === undefined) return undefined;
  if (others.length === 0) return faultIn(only, parsed, false);
  return faultOfSharedContext([parsed], place)?.fault;
}

/**
 * Returns the first text that has no possible context in common with the others, with the reason in words. The collector chooses one
 * context for all texts of a list.
 */
export function faultOfSharedContext(
  texts: readonly ParsedOttl[],
  place: OttlPlace,
): { readonly index: number; readonly fault: string } | undefined {
  const named = texts
    .flatMap(({ paths }) => paths.map(({ names: [first = ''] }) => first))
    .filter((first) => ownOf(OTTL_FIELDS, first) !== undefined);
  const candidates = place.contexts.filter((name) => named.every((first) => withParents(name).includes(first)));
  const faults = candidates.map((name) => {
    const found = texts.map((parsed) => faultIn(name, parsed, true));
    const index = found.findIndex((fault) => fault !== undefined);
    return index < 0 ? undefined : { index, fault: found[index] ?? '' };
  });
  // The first candidate is the outermost context that reaches all paths: the one that the collector tries first.
  return faults.includes(undefined) ? undefined : faults[0];
}

function faultIn(context: string, { calls, enums, paths }: ParsedOttl, isInferred: boolean): string | undefined {
  const foreign = calls
    .map(({ name }) => ({ name, only: ownOf(OTTL_FUNCTIONS, name)?.only }))
    .find(({ only }) => only !== undefined && only !== context);
  if (foreign !== undefined) return `calls ${foreign.name}, which is for ${foreign.only ?? ''} alone`;
  const cache = paths.find(
    ({ names: [first, second] }) => second === 'cache' && first !== context && ownOf(OTTL_FIELDS, first ?? '') !== undefined,
  );
  if (cache !== undefined)
    return `has a path ${cache.names.join('.')}; the context here is ${context}, so only ${context}.cache is available`;
  const known = ownOf(OTTL_ENUMS, context);
  if (known === undefined) return undefined;
  const functions = calls.flatMap((call) => {
    const facts = ownOf(OTTL_FUNCTIONS, call.name);
    return facts === undefined ? [] : functionsAmong(call, facts);
  });
  const unknown = enums.find((value) => !known.includes(value.text ?? '') && (isInferred || !functions.includes(value)));
  if (unknown === undefined) return undefined;
  const name = unknown.text ?? '';
  if (functions.includes(unknown)) return `names the function ${name}, which the collector reads as an enum where no context is set`;
  const elsewhere = Object.keys(OTTL_ENUMS).filter((other) => ownOf(OTTL_ENUMS, other)?.includes(name));
  return elsewhere.length === 0
    ? `uses the unknown enum ${name}${suggestion(name, known)}`
    : `uses the enum ${name}, which the context ${context} does not have; it belongs to ${elsewhere.join(', ')}`;
}

/** Suggests the enum that begins like a name for the longest, if they share a word at least. */
function suggestion(name: string, known: readonly string[]): string {
  let best: { readonly enum: string; readonly shared: number } | undefined;
  for (const candidate of known) {
    let shared = 0;
    while (shared < name.length && name[shared] === candidate[shared]) shared += 1;
    if (name.slice(0, shared).includes('_') && shared > (best?.shared ?? 0)) best = { enum: candidate, shared };
  }
  return best === undefined ? '' : `; did you mean ${best.enum}?`;
}
