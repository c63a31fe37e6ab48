import { requireDnsLabel } from '../synth/argument';

/** A namespace that is already there: `existingNamespace`. */
export class ExistingNamespace {
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'ExistingNamespace';

  /** @internal */
  public constructor(public readonly name: string) {}
}

/**
 * Uses a namespace that somebody else makes. It may enforce at most the PodSecurity level `baseline`: the Skupper router
 * does not pass `restricted`.
 *
 * @throws ArgumentError if the name is no DNS label
 */
export function existingNamespace(name: string): ExistingNamespace {
  return new ExistingNamespace(requireDnsLabel('existingNamespace', 'name', name));
}
