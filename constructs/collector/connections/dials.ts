import type { ComponentClass } from '../../../imports/otelcol/references';
import type { Dial } from '../../security/network-member';
import type { Settings } from '../rows/component-row';
import { endpointDial } from '../rows/dialling';
import { rowOf } from '../rows/row-of';
import { typeOf } from '../rules/view/config-view';

/** Where a component dials, by its settings as they are rendered. */
export function dialsOf(part: ComponentClass, id: string, settings: Settings): readonly Dial[] {
  const dials = rowOf(part, typeOf(id)).dials(settings);
  if (dials === undefined) return [{ to: 'anywhere', because: `${part}.${id}` }];
  // What it dials by way of a proxy, it does not dial itself.
  const proxy = settings['proxy_url'];
  const dialled = typeof proxy === 'string' && proxy !== '' ? endpointDial(proxy) : dials;
  return dialled.map((dial) => (dial.to === 'anywhere' ? { ...dial, because: `${part}.${id}` } : dial));
}
