import { rowOf } from '../../rows/row-of';
import type { CollectorView, ComponentView } from './collector-view';

/** Returns the components that need all spans of a trace in one pod. */
export function traceDeciders(view: CollectorView): readonly ComponentView[] {
  return view.components.filter(({ part, type }) => (part === 'processors' || part === 'connectors') && rowOf(part, type).needsWholeTraces);
}
