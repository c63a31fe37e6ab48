import type { Construct } from 'constructs';

import { InstrumentationSpecPropagators as Propagator } from '../../imports/opentelemetry.io';
import { ArgumentError, quote } from '../synth/argument';

/** Checks how services tell each other which trace they are in. */
export function requirePropagators(place: Construct, propagators: readonly Propagator[]): readonly Propagator[] {
  const isRight = propagators.length > 0 && new Set(propagators).size === propagators.length;
  if (isRight && (propagators.length === 1 || !propagators.includes(Propagator.NONE))) return [...propagators];
  throw new ArgumentError(
    place,
    'propagators',
    `has to be names, each once, or NONE alone, received ${propagators.length === 0 ? 'nothing' : propagators.map(quote).join(', ')}`,
    'leave it out for W3C Trace Context and Baggage, or give [Propagator.NONE]',
  );
}

/** Checks attributes of telemetry: the operator writes them into one variable, with commas between them. */
export function requireAttributes(place: Construct, attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(attributes)) {
    const isRight = /^[^\s,=]+$/.test(name) && !value.includes(',');
    if (isRight) continue;
    throw new ArgumentError(
      place,
      'resourceAttributes',
      `an attribute has a name without blanks, "," and "=" and a value without ",", received ${quote(name)}: ${quote(value)}`,
      'write it without, or as %2C',
    );
  }
  return { ...attributes };
}
