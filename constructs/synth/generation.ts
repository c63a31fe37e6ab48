import type { IConstruct } from 'constructs';

import { ArgumentError, quote } from './argument';

/** Which programs run the network: `current` is Skupper v2 and Jaeger v2, `legacy` Skupper v1 and the Jaeger operator. */
export type Generation = 'current' | 'legacy';

const generations = new WeakMap<IConstruct, Generation>();

/** States the generation of everything below a root. @throws ArgumentError if it is none */
export function setGeneration(root: IConstruct, generation: Generation): void {
  if (!['current', 'legacy'].includes(generation)) {
    const message = `has to be current or legacy, received ${quote(generation)}`;
    throw new ArgumentError('TelemetryNetwork', 'generation', message, 'leave it out for Skupper v2 and Jaeger v2');
  }
  generations.set(root, generation);
}

/** The generation of a construct: that of its root. */
export function generationOf(construct: IConstruct): Generation {
  return generations.get(construct.node.root) ?? 'current';
}

/** Whether a construct is of the legacy generation. */
export function isLegacy(construct: IConstruct): boolean {
  return generationOf(construct) === 'legacy';
}
