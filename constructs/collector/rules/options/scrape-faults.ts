import type { Fault } from '../../../synth/define-rule';
import { prometheusFaults } from '../../prometheus/faults';
import type { ComponentView } from '../view/collector-view';

/** Returns the options of a Prometheus receiver that Prometheus refuses. */
export function scrapeFaults({ part, type, id, location, settings }: ComponentView): readonly Fault[] {
  if (part !== 'receivers' || type !== 'prometheus') return [];
  return prometheusFaults(settings).map(({ path, says, fix }) => ({
    location: `${location}.${path}`,
    message: `${path} of ${id} ${says}`,
    fix,
  }));
}
