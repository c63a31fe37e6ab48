import type { LocatedFault } from '../../../synth/define-rule';

/** Check that is shown many things in turn. It keeps only the facts that it needs: there may be a hundred thousand objects. */
export interface Watch<T, F = LocatedFault> {
  readonly see: (one: T) => void;
  /** Returns the faults, or the findings for them, after everything was shown. */
  readonly findings: () => readonly F[];
}
