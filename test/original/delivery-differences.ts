import type { StatedDifference } from './stated-difference';

/** An exporter that keeps nothing: its sender does. */
export const PASSED_ON = {
  retry_on_failure: { enabled: false },
  sending_queue: { enabled: false },
  timeout: '20s',
  tls: { insecure: true },
};

/** An exporter that keeps what it cannot send. */
export const KEPT = {
  retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
  sending_queue: {
    enabled: true,
    num_consumers: 4,
    queue_size: 67_108_864,
    sizer: 'bytes',
    storage: 'file_storage/otel-liked-collector',
    batch: { flush_timeout: '200ms', max_size: 2_097_152, min_size: 524_288, sizer: 'bytes' },
  },
  timeout: '30s',
  tls: { insecure: true },
};
const QUEUE_FOLDER = '/var/lib/otelcol/storage-otel-liked-collector';

/** What probes are made of. */
export const HEALTH = { health_check: { endpoint: '0.0.0.0:13133', path: '/' } };

const PROBED_AND_KEPT = 'probes are made of the one, the queue is kept in the other';
const OUTLIVES = 'the queue outlives the container, and is bound';

/** The queue of a collector and where it is kept. */
export function queueOf(collector: string): readonly StatedDifference[] {
  return [
    {
      at: `${collector} / spec / config / extensions`,
      is: {
        ...HEALTH,
        'file_storage/otel-liked-collector': {
          compaction: { cleanup_on_start: true, directory: QUEUE_FOLDER, on_rebound: true },
          create_directory: true,
          directory: QUEUE_FOLDER,
          recreate: true,
        },
      },
      why: PROBED_AND_KEPT,
    },
    {
      at: `${collector} / spec / config / service / extensions`,
      is: ['file_storage/otel-liked-collector', 'health_check'],
      why: PROBED_AND_KEPT,
    },
    {
      at: `${collector} / spec / volumeMounts`,
      is: [{ name: 'file-storage-otel-liked-collector', mountPath: QUEUE_FOLDER }],
      why: OUTLIVES,
    },
    {
      at: `${collector} / spec / volumes`,
      is: [{ name: 'file-storage-otel-liked-collector', emptyDir: { sizeLimit: '256Mi' } }],
      why: OUTLIVES,
    },
  ];
}
