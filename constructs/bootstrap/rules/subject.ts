import type { OperatorCatalogue } from '../../operator-facts';
import type { BootstrapOperator } from '../../operators';
import type { Site } from '../../sites/site';
import { Subject, type ConstructCheck } from '../../synth/define-rule';

/** Facts about a bootstrap. Plain data: its site gets objects and further bootstraps later. */
export interface BootstrapView {
  readonly site: Site;
  readonly catalogue: OperatorCatalogue;
  /** Operators that it installs. */
  readonly operators: readonly BootstrapOperator[];
  readonly by: 'olm' | 'argocd';
}

/** A bootstrap and the site that it is for. */
export const BOOTSTRAP = new Subject<ConstructCheck<BootstrapView>>('bootstrap');
