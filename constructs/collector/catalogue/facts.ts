import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import { ownOf } from '../../synth/own';
import type { ComponentClass, ComponentFacts } from '../../../imports/otelcol/references';

/** A component of the catalogue: its type as upstream calls it now, and what is known of it. */
export interface KnownComponent {
  readonly type: string;
  readonly facts: ComponentFacts;
}

/** Current types by the deprecated ones, of each class. */
const ALIASES = Object.fromEntries(
  Object.entries(CATALOGUE).map(([part, types]) => [
    part,
    new Map(Object.entries(types).flatMap(([type, { alias }]) => (alias === undefined ? [] : [[alias, type] as const]))),
  ]),
) as unknown as Readonly<Record<ComponentClass, ReadonlyMap<string, string>>>;

/** The component of a type, or of a deprecated one; undefined if the catalogue does not have it. */
export function tryFindComponent(part: ComponentClass, type: string): KnownComponent | undefined {
  const current = ownOf(CATALOGUE[part], type) === undefined ? ALIASES[part].get(type) : type;
  const facts = current === undefined ? undefined : ownOf(CATALOGUE[part], current);
  return current === undefined || facts === undefined ? undefined : { type: current, facts };
}

/** Every type of a class, deprecated ones left out. */
export function knownTypes(part: ComponentClass): readonly string[] {
  return Object.keys(CATALOGUE[part]);
}
