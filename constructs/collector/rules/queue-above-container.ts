import { defineRule } from '../../synth/define-rule';
import { record } from '../../synth/record';
import { COLLECTOR } from './subject';
import { inMib } from './view/mebibytes';

/** All queues in memory together are smaller than the container. Otherwise the container is killed before they are full. */
export const queueAboveContainer = defineRule({
  id: 'queue/above-container',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'queues in memory are as large as the container',
  check: (view) => {
    const memory = view.memoryLimit;
    if (memory === undefined) return [];
    const queues = view.in('exporters').flatMap(({ id, settings }) => {
      const queue = record(settings['sending_queue']);
      const size = queue['queue_size'];
      if (queue['sizer'] !== 'bytes' || queue['storage'] !== undefined || queue['enabled'] === false || typeof size !== 'number') return [];
      return [{ id, bytes: size * view.signalsBy(id).size }];
    });
    const total = queues.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total < memory) return [];
    return [
      {
        location: 'spec.config.exporters',
        message: `the queues of ${queues.map(({ id }) => id).join(', ')} hold up to ${inMib(total)}, a queue for each signal, and the container is killed at ${inMib(memory)}`,
        fix: 'lower queueSize, give the container more memory, or keep the queues in files: sendingQueue: { storage: fileStorageExtension() }',
      },
    ];
  },
});
