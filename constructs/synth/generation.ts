import type { IConstruct } from 'constructs';

import { ArgumentError, quote } from './argument';

/** Which programs run the network: `current` is Skupper v2 and Jaeger v2, `legacy` Skupper v1 and the Jaeger operator. */
export type Generation = 'current' | 'legacy';

/** A generation that files name; they leave out the current one. */
export type WrittenGeneration = Exclude<Generation, 'current'>;

const GENERATIONS: Readonly<Record<Generation, Generation>> = { current: 'current', legacy: 'legacy' };

/** Key in the context of the root. */
const CONTEXT_KEY = 'cdk8s-otel-skupper/generation';

/** Sets the generation of everything below a root that has no children yet. @throws ArgumentError if there is no such generation */
export function setGeneration(root: IConstruct, generation: Generation): void {
  if (!isGeneration(generation)) {
    const message = `has to be ${Object.keys(GENERATIONS).join(' or ')}, received ${quote(generation)}`;
    throw new ArgumentError('TelemetryNetwork', 'generation', message, 'leave it out for Skupper v2 and Jaeger v2');
  }
  root.node.setContext(CONTEXT_KEY, generation);
}

/** Returns the generation of a construct: that of its root, or the current one under an app that has none. */
export function generationOf(construct: IConstruct): Generation {
  return (construct.node.tryGetContext(CONTEXT_KEY) as Generation | undefined) ?? 'current';
}

/** Returns the field by which files name a generation. */
export function writtenGeneration(generation: Generation): { readonly generation?: WrittenGeneration } {
  return isWrittenGeneration(generation) ? { generation } : {};
}

/** Whether a value is a generation that files name. */
export function isWrittenGeneration(value: unknown): value is WrittenGeneration {
  return isGeneration(value) && value !== 'current';
}

function isGeneration(value: unknown): value is Generation {
  return typeof value === 'string' && Object.hasOwn(GENERATIONS, value);
}
