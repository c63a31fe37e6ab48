import type { ComponentClass } from './facts';
import { pascal } from './names';
import type { Option } from './schema';

/** Signals that this package knows. */
export const SIGNALS = ['traces', 'metrics', 'logs'] as const;

/** One component of the catalogue. */
export interface CataloguedComponent {
  readonly class: ComponentClass;
  readonly module: string;
  readonly type: string;
  readonly alias?: string;
  /** Signals, or pairs of a connector such as `traces_to_metrics`; none for an extension. */
  readonly signals: readonly string[];
  /** Those of `signals` that upstream only develops. */
  readonly unfinished: readonly string[];
  /** Distributions that have it. */
  readonly distributions: readonly string[];
  /** Its options, undefined if only these facts are known. */
  readonly options?: Option;
  readonly handwritten: boolean;
}

/** Name of the interface of a component's options. */
export function optionsName(component: CataloguedComponent): string {
  return `${pascal(component.type)}${pascal(component.class.slice(0, -1))}Options`;
}

/** `traces_to_metrics` and `metrics` are known; anything with another signal is not. */
export function isKnownSignal(signal: string): boolean {
  return signal.split('_to_').every((part) => (SIGNALS as readonly string[]).includes(part));
}
