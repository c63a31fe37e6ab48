import { OTTL_FIELDS } from '../../../imports/otelcol/ottl';
import type { OttlPlace } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { hasReference } from '../config/expansion';
import { faultOfSharedContext } from './context-fault';
import { inferredFrom, isOpen } from './contexts';
import type { ParsedOttl } from './parsed';
import { parseOttl } from './parser';
import type { OttlText } from './texts';

/** Statement or condition with its place. */
export interface PlacedText extends OttlText {
  readonly place: OttlPlace;
}

/** Returns the path of what a text shares its context with: a list, or an object with statements and conditions. */
export function groupOf(path: string): string {
  // The filter processor chooses a context for each condition.
  return /^\w+_conditions\./.test(path) ? path : path.replace(/(\.(statements|conditions))?\.\d+$/, '');
}

/** Returns the texts for which the collector chooses a context, in groups of one context each. */
export function groupsOf(texts: readonly PlacedText[]): readonly (readonly PlacedText[])[] {
  const groups = new Map<string, PlacedText[]>();
  for (const text of texts.filter(({ context, place }) => context === undefined && place.contexts.length > 1)) {
    const key = groupOf(text.path);
    groups.set(key, [...(groups.get(key) ?? []), text]);
  }
  return [...groups.values()];
}

/** Returns the first text of a group that has no context in common with the others; empty for a valid group. */
export function faultOfGroup(group: readonly PlacedText[]): readonly (PlacedText & { readonly fault: string })[] {
  const [first] = group;
  if (first === undefined || group.some(({ text }) => hasReference(text))) return [];
  const { place } = first;
  const parsed = group.map(({ text, place: { kind } }) => parseOttl(text, kind)).filter((one) => 'paths' in one);
  const inferred = inferredFrom(parsed.flatMap(contextsOf));
  if (inferred === undefined || !place.contexts.includes(inferred))
    return [{ ...first, fault: `says nothing of ${place.contexts.join(', ')}, and nothing beside it does` }];
  const found = faultOfSharedContext(parsed, place);
  const text = group[found?.index ?? -1];
  return found === undefined || text === undefined ? [] : [{ ...text, fault: `${found.fault} (all texts of its list have one context)` }];
}

/** Returns the contexts that paths begin with. */
function contextsOf({ paths }: ParsedOttl): readonly string[] {
  return paths.map(({ names: [first = ''] }) => first).filter((first) => ownOf(OTTL_FIELDS, first) !== undefined || isOpen(first));
}
