import type { OttlPlace } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';

/** Checks whether the fields of a context are not listed. */
export function isOpen(context: string): boolean {
  return OPEN.has(context);
}

const OPEN: ReadonlySet<string> = new Set(['otelcol', 'instrumentation_scope', 'request', 'profilesample']);

/** Contexts in the order in which the collector chooses one for texts without a context. Contexts that are not listed come last. */
const PRIORITY = ['log', 'exemplar', 'datapoint', 'metric', 'spanevent', 'span', 'profile', 'scope', 'instrumentation_scope', 'resource'];

/** Returns the context that the collector chooses for texts whose paths begin with these contexts; undefined without a path. */
export function inferredFrom(contexts: readonly string[]): string | undefined {
  return PRIORITY.find((name) => contexts.includes(name)) ?? contexts[0];
}

/** Returns the contexts of the paths that a text can have. */
export function reachableFrom(place: OttlPlace, context: string | undefined): ReadonlySet<string> {
  return new Set(context === undefined ? place.contexts.flatMap(withParents) : withParents(context));
}

/** Returns a context and the contexts around it. */
export function withParents(context: string): readonly string[] {
  return context === 'resource' ? [context] : ['resource', 'scope', ...(ownOf(PARENTS, context) ?? []), context];
}

const PARENTS: Readonly<Record<string, readonly string[]>> = {
  spanevent: ['span'],
  datapoint: ['metric'],
  exemplar: ['metric', 'datapoint'],
};
