import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { fileStorages } from './view/file-storages';

/** Each pod has separate files for its queues. A second pod does not start with files that another pod has open. */
export const queueVolumeShared = defineRule({
  id: 'queue/volume-shared',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'several pods have their queues in the files of one claim',
  check: (view) => {
    if (view.mode === 'statefulset' && view.mostReplicas <= 1) return [];
    return fileStorages(view)
      .filter(({ volume }) => volume.source === 'persistentVolumeClaim')
      .map(({ id, volume }) => ({
        location: volume.location,
        message: `${id} has its files on a claim that all pods of the ${view.mode} share, and one pod alone may have them open: a second one, also that of an update, does not start`,
        fix: 'run it as CollectorMode.statefulset with volumeClaims, of which every pod has its own',
      }));
  },
});
