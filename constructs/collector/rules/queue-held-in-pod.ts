import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { chainTo, isHeldIn, sendersOf } from './view/chain';
import { volumeOfQueue } from './view/file-storages';

/** A collector under an address does not buffer acknowledged data in an `emptyDir`, which is deleted with the pod. */
export const queueHeldInPod = defineRule({
  id: 'queue/held-in-pod',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'a collector under an address answers for what it holds in an `emptyDir`',
  check: (view) => {
    if (view.program.acknowledgement !== 'after-export') return [];
    const fed = [...view.config.pipelines].flatMap(([id, { exporters }]) => {
      const chain = chainTo(view, id);
      return sendersOf(chain).length > 0 && !isHeldIn(chain) ? exporters : [];
    });
    return [...new Set(fed)].flatMap((name) => {
      const exporter = view.find('exporters', name);
      const volume = exporter && volumeOfQueue(view, exporter.settings);
      if (exporter === undefined || volume?.source !== 'emptyDir') return [];
      return [
        {
          location: `${exporter.location}.sending_queue.storage`,
          message: `${exporter.id} keeps in an emptyDir what the sender was told to have arrived: it is lost with the pod, at every update, drain and scaling`,
          fix: 'run it as CollectorMode.statefulset with a volume claim at /var/lib/otelcol, or have no queue: leave its options out',
        },
      ];
    });
  },
});
