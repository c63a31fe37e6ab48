import type { Fault } from '../../../synth/define-rule';
import type { PrometheusReading } from '../../prometheus/faults';
import { readPrometheus } from '../../prometheus/faults';
import type { ComponentView } from '../view/collector-view';

/** Returns the options of a Prometheus receiver that Prometheus refuses, or those that it loses. */
export function scrapeFaults({ part, type, id, location, settings }: ComponentView, kind: keyof PrometheusReading): readonly Fault[] {
  if (part !== 'receivers' || type !== 'prometheus') return [];
  return readPrometheus(settings)[kind].map(({ path, says, fix }) => ({
    location: `${location}.${path}`,
    message: `${path} of ${id} ${says}`,
    fix,
  }));
}
