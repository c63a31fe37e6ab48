import type { IConstruct } from 'constructs';

/** The generation of a network: Skupper v2 with Jaeger v2, or Skupper v1 with the Jaeger operator's Jaeger. They cannot be linked. */
export type Generation = 'current' | 'legacy';

const generations = new WeakMap<IConstruct, Generation>();

/** States the generation of everything below a root. */
export function setGeneration(root: IConstruct, generation: Generation): void {
  generations.set(root, generation);
}

/** The generation that a construct is of; `current` where its root states none. */
export function generationOf(construct: IConstruct): Generation {
  return generations.get(construct.node.root) ?? 'current';
}
