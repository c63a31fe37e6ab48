import type { Processors } from '../../../imports/otelcol/processors';
import { attributesAccess } from '../access/attributes-access';
import { usesToken } from '../access/kubernetes-access';
import { never, NO_PORTS, noAccess, nothingOfRequests, UNKNOWN_PORTS, type ProcessorRow } from './component-row';
import { detectionAccess, detectionDials, detectionReadsApi } from './detectors';
import { anywhere, nowhere } from './dialling';
import { contextActions, podAssociations } from './request-reads';

/** It connects to nothing. */
const LOCAL = { listens: NO_PORTS, dials: nowhere, access: noAccess, readsApi: never } as const;

/** It changes or drops what it gets, and forwards the rest at once. */
const AT_ONCE = { holds: 'nothing', needsWholeTraces: false, makes: 'unchanged', readsRequest: nothingOfRequests } as const;

const CHANGES: ProcessorRow<object> = { ...LOCAL, ...AT_ONCE };

/** Its settings are not looked at: it may listen and connect anywhere. */
export const UNKNOWN_PROCESSOR: ProcessorRow<object> = {
  listens: UNKNOWN_PORTS,
  dials: anywhere,
  access: noAccess,
  readsApi: never,
  ...AT_ONCE,
};

/** The processors that this package has a function for. */
const TYPED: { readonly [T in keyof Processors]: ProcessorRow<Processors[T]['options']> } = {
  attributes: { ...CHANGES, readsRequest: contextActions('actions') },
  batch: { ...CHANGES, holds: 'batches' },
  cumulative_to_delta: { ...CHANGES, makes: 'delta' },
  delta_to_cumulative: { ...CHANGES, makes: 'cumulative' },
  delta_to_rate: CHANGES,
  drain: CHANGES,
  filter: CHANGES,
  groupbyattrs: CHANGES,
  groupbytrace: { ...CHANGES, holds: 'on-purpose', needsWholeTraces: true },
  interval: { ...CHANGES, holds: 'on-purpose' },
  k8s_attributes: {
    listens: NO_PORTS,
    dials: ({ passthrough }) => (passthrough === true ? [] : [{ to: 'api-server' }]),
    access: attributesAccess,
    readsApi: (settings) => settings['passthrough'] !== true && usesToken(settings),
    ...AT_ONCE,
    readsRequest: podAssociations,
  },
  log_dedup: { ...CHANGES, holds: 'on-purpose' },
  memory_limiter: CHANGES,
  metrics_transform: CHANGES,
  metricsgeneration: CHANGES,
  probabilistic_sampler: CHANGES,
  redaction: CHANGES,
  resource: { ...CHANGES, readsRequest: contextActions('attributes') },
  resource_detection: {
    listens: NO_PORTS,
    dials: detectionDials,
    access: detectionAccess,
    readsApi: detectionReadsApi,
    ...AT_ONCE,
  },
  tail_sampling: { ...CHANGES, holds: 'on-purpose', needsWholeTraces: true },
  transform: CHANGES,
};

/** Other processors of the catalogue. */
const OTHERS: Readonly<Record<string, ProcessorRow<object>>> = {
  metric_start_time: CHANGES,
  remotetap: UNKNOWN_PROCESSOR,
  schema: CHANGES,
  span: CHANGES,
  unroll: CHANGES,
};

export const PROCESSORS: Readonly<Record<string, ProcessorRow<never>>> = { ...TYPED, ...OTHERS };
