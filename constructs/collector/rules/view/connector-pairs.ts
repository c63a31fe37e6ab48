import { tryFindComponent } from '../../catalogue/facts';
import type { CollectorView, ComponentView } from './collector-view';

/** Returns the pairs of signals that a connector joins, for example `traces_to_metrics`; undefined if they are not known. */
export function pairsOf(view: CollectorView, connector: ComponentView): readonly string[] | undefined {
  return view.programOf(connector)?.isCustom === true ? undefined : tryFindComponent('connectors', connector.type)?.facts.signals;
}
