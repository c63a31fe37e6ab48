import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

import { ArgumentError, quote, requireDnsLabel, type ArgumentPlace } from '../synth/argument';
import { tryFindPlacement } from '../synth/placement';

/** The namespace of an object of OLM: what is in none, OLM does not see. @throws ArgumentError if nobody says it, or it is no DNS label */
export function requireOlmNamespace(place: Construct, given: string | undefined): string {
  const namespace = given ?? Chart.of(place).namespace ?? tryFindPlacement(place)?.namespace;
  if (namespace !== undefined) return requireDnsLabel(place, 'namespace', namespace);
  throw new ArgumentError(
    place,
    'namespace',
    'neither this nor its chart says a namespace',
    "name the one that OLM looks at, for example 'operators'",
  );
}

/** Checks the name of a package or channel in a catalogue. */
export function requireWord(place: ArgumentPlace, what: string, value: string): string {
  if (/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(value)) return value;
  const message = `has to be a name as the catalogue has it, received ${quote(value)}`;
  throw new ArgumentError(place, what, message, 'kubectl get packagemanifests lists packages with their channels');
}
