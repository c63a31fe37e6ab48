import type { Placement } from '../synth/placement';
import type { Cluster } from './cluster';

/** Placement of all constructs of a site. */
export class SitePlacement implements Placement {
  public constructor(
    public readonly site: string,
    public readonly role: Placement['role'],
    public readonly cluster: Cluster,
    public readonly namespace: string,
    private readonly further: ReadonlyMap<string, unknown>,
    private readonly sidecarNamespaces: readonly string[],
  ) {}

  public get namespaces(): readonly string[] {
    return [this.namespace, ...this.further.keys(), ...this.sidecarNamespaces];
  }
}
