import { Subject, type LocatedFault } from '../../../synth/define-rule';
import type { InventoryEntry } from '../../../synth/inventory';
import type { Site } from '../../site';

/** Facts about the objects of one cluster. */
export interface Collection<F> {
  readonly see: (entry: InventoryEntry) => void;
  /** Returns the facts after every object was shown. */
  readonly facts: () => readonly F[];
}

/** Check of one fact. */
export type FactCheck<F> = (fact: F) => readonly LocatedFault[];

/** Facts about the objects of one cluster that several rules check. They are collected once for all of these rules. */
export class CollectedSubject<F> extends Subject<FactCheck<F>> {
  /** @param collect creates an empty collection. Its argument is all sites of the network. */
  public constructor(
    name: string,
    public readonly collect: (sites: readonly Site[]) => Collection<F>,
  ) {
    super(name);
  }
}
