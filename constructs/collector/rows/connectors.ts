import type { Connectors } from '../../../imports/otelcol/connectors';
import { record } from '../../synth/record';
import {
  never,
  NO_PORTS,
  noAccess,
  noSettings,
  nothingOfRequests,
  UNKNOWN_PORTS,
  type ConnectorRow,
  type SettingAt,
  type Settings,
} from './component-row';
import { anywhere, nowhere } from './dialling';
import { requestRoutes } from './request-reads';

/** It connects to nothing outside of its collector. */
const LOCAL = { listens: NO_PORTS, dials: nowhere, access: noAccess, readsApi: never, readsRequest: nothingOfRequests } as const;

/** It produces other telemetry from what it gets. */
const PRODUCES = { ...LOCAL, passesAcknowledgements: false, needsWholeTraces: false, pipelines: noSettings } as const;

/** It forwards what it gets to other pipelines. */
const FORWARDS = { ...LOCAL, passesAcknowledgements: true, needsWholeTraces: false, makes: other } as const;

/** Its settings are not looked at: it may listen and connect anywhere. */
export const UNKNOWN_CONNECTOR: ConnectorRow<object> = {
  listens: UNKNOWN_PORTS,
  dials: anywhere,
  access: noAccess,
  readsApi: never,
  readsRequest: nothingOfRequests,
  passesAcknowledgements: false,
  needsWholeTraces: false,
  makes: other,
  pipelines: noSettings,
};

/** The connectors that this package has a function for. */
const TYPED: { readonly [T in keyof Connectors]: ConnectorRow<Connectors[T]['options']> } = {
  count: { ...PRODUCES, makes: () => 'delta' },
  exceptions: { ...PRODUCES, makes: other },
  failover: { ...FORWARDS, pipelines: priorityLevels },
  forward: { ...FORWARDS, pipelines: noSettings },
  round_robin: { ...FORWARDS, pipelines: noSettings },
  routing: { ...FORWARDS, pipelines: routes, readsRequest: requestRoutes },
  service_graph: { ...PRODUCES, needsWholeTraces: true, makes: () => 'cumulative' },
  span_metrics: {
    ...PRODUCES,
    makes: ({ aggregation_temporality: temporality }) => (temporality === 'AGGREGATION_TEMPORALITY_DELTA' ? 'delta' : 'cumulative'),
  },
};

/** Other connectors of the catalogue. */
const OTHERS: Readonly<Record<string, ConnectorRow<object>>> = {
  otlp_json: { ...PRODUCES, makes: other },
};

export const CONNECTORS: Readonly<Record<string, ConnectorRow<never>>> = { ...TYPED, ...OTHERS };

function other(): 'other' {
  return 'other';
}

function priorityLevels({ priority_levels: levels }: Settings): readonly SettingAt[] {
  return list(levels).flatMap((level, i) => list(level).map((id): SettingAt => [`priority_levels.${String(i)}`, id]));
}

function routes({ default_pipelines: defaults, table }: Settings): readonly SettingAt[] {
  return [
    ...list(defaults).map((id): SettingAt => ['default_pipelines', id]),
    ...list(table).flatMap((route, i) => list(record(route)['pipelines']).map((id): SettingAt => [`table.${String(i)}.pipelines`, id])),
  ];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
