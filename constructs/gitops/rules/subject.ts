import { Subject, type ConstructCheck } from '../../synth/define-rule';

/** Facts about a construct `ArgoCd`. The construct works them out, so that rules import nothing of a network. */
export interface ArgoCdView {
  /** Whether the network has sites. */
  readonly hasSites: boolean;
  readonly projectName: string;
  /** Path of another `ArgoCd` that creates the project already; undefined if there is none. */
  readonly projectOwner: string | undefined;
}

/** The construct `ArgoCd`. */
export const ARGO_CD = new Subject<ConstructCheck<ArgoCdView>>('Argo CD');
