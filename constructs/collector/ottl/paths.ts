import { OTTL_FIELDS } from '../../../imports/otelcol/ottl';
import type { OttlPlace } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { isOpen, reachableFrom } from './contexts';
import type { Path } from './parsed';

/** Describes the first path that the collector refuses. Paths begin with their context; with only one possible context, they can omit it. */
export function faultOfPaths(paths: readonly Path[], place: OttlPlace, context: string | undefined): string | undefined {
  const [only, ...others] = context === undefined ? place.contexts : [context];
  const own = others.length === 0 ? only : undefined;
  const reachable = reachableFrom(place, context);
  for (const { names } of paths) {
    const [first = '', second] = names;
    if (first === 'instrumentation_scope' && !reachable.has('scope'))
      return `has a path ${names.join('.')}, and there is no ${first} here, but ${[...reachable].join(', ')}`;
    if (isOpen(first)) continue;
    const fields = ownOf(OTTL_FIELDS, first);
    if (second !== undefined && fields !== undefined) {
      if (ownOf(fields, second) === undefined) return `has a path ${names.join('.')}, and ${first} has no ${second}`;
      if (!reachable.has(first)) return `has a path ${names.join('.')}, and there is no ${first} here, but ${[...reachable].join(', ')}`;
    } else if (own !== undefined && ownOf(ownOf(OTTL_FIELDS, own) ?? {}, first) === undefined && fields === undefined) {
      return `has a path ${names.join('.')}, and ${own} has no ${first}`;
    } else if (fields !== undefined && ownOf(ownOf(OTTL_FIELDS, own ?? '') ?? {}, first) === undefined) {
      return `has a path ${first} without a field; expected ${Object.keys(fields).slice(0, 3).join(', ')} or another field of ${first}`;
    } else if (own === undefined && fields === undefined) {
      return `has a path ${names.join('.')} that does not say of what; begin it with one of ${place.contexts.join(', ')}`;
    }
  }
  return undefined;
}

/** Describes the first path whose fields of fields or keys the collector refuses. */
export function faultOfNestedPaths(paths: readonly Path[], place: OttlPlace, context: string | undefined): string | undefined {
  const [only, ...others] = context === undefined ? place.contexts : [context];
  return paths.map((path) => faultBelow(path, others.length === 0 ? only : undefined)).find((fault) => fault !== undefined);
}

function faultBelow({ names, keys }: Path, own: string | undefined): string | undefined {
  const [first = ''] = names;
  if (isOpen(first)) return undefined;
  const hasContext = names.length > 1 && ownOf(OTTL_FIELDS, first) !== undefined;
  if (hasContext && keys[0] !== 0) return `has a path ${names.join('.')} with a key after the context ${first}`;
  let at = hasContext ? 1 : 0;
  let field = ownOf(ownOf(OTTL_FIELDS, hasContext ? first : (own ?? '')) ?? {}, names[at] ?? '');
  while (field !== undefined) {
    const path = names.slice(0, at + 1).join('.');
    const next = names[at + 1];
    if (next === undefined) return faultOfKeys(path, keys[at] ?? 0, field.keys);
    const below = ownOf(field.fields ?? {}, next);
    if (below === undefined && field.keys === 'any' && field.fields === undefined)
      return `has a path ${names.join('.')}; the keys of ${path} are in brackets: ${path}["${names.slice(at + 1).join('.')}"]`;
    if (below === undefined) return `has a path ${names.join('.')}, and ${path} has no ${next}${known(field.fields)}`;
    if (keys[at] !== 0) return `has a path ${names.join('.')} with a key between ${path} and ${next}`;
    field = below;
    at += 1;
  }
  return undefined;
}

function faultOfKeys(path: string, count: number, allowed: 'any' | 'one' | undefined): string | undefined {
  if (count === 0 || allowed === 'any' || (allowed === 'one' && count === 1)) return undefined;
  return allowed === 'one' ? `gives ${path} ${String(count)} keys; it accepts one key` : `gives ${path} a key, and ${path} has no keys`;
}

function known(fields: object | undefined): string {
  return fields === undefined ? '' : `; expected ${Object.keys(fields).join(', ')}`;
}
