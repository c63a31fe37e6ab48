import type { ProgramName } from './programs';

/** A file of this folder, `NAME.cluster.ts`: how it is run. */
export interface Suite {
  /** Programs that it starts. They are built before the first suite runs. */
  readonly programs: readonly ProgramName[];
  /** Measures times or loads the machine, so nothing else runs at the same time. @default false */
  readonly alone?: boolean;
  /** `--changed` leaves it out if nothing that it reads has changed since it last passed. @default false: it always runs */
  readonly onChange?: boolean;
}

const API_SERVER = ['etcd', 'kube-apiserver', 'kubectl'] as const;
const LEGACY_JAEGER = [...API_SERVER, 'jaeger-operator', 'jaeger-all-in-one', 'spans'] as const;

/** Every suite by name. A test compares the names with the files. */
export const SUITES: Readonly<Record<string, Suite>> = {
  apply: { programs: API_SERVER },
  'cluster-telemetry': { programs: [...API_SERVER, 'otelcol-cluster', 'otelcol'], onChange: true },
  'cluster-telemetry-node': { programs: [...API_SERVER, 'otelcol-cluster', 'otelcol'], onChange: true },
  collector: { programs: ['otelcol', 'jaeger'] },
  'control-plane': { programs: API_SERVER },
  'data-plane': { programs: [...LEGACY_JAEGER, 'otelcol', 'jaeger'] },
  faults: { programs: [...LEGACY_JAEGER, 'otelcol', 'jaeger'], alone: true, onChange: true },
  instrumentation: { programs: [...API_SERVER, 'opentelemetry-operator'], onChange: true },
  'jaeger-operator': { programs: LEGACY_JAEGER, onChange: true },
  link: { programs: API_SERVER },
  'link-legacy': { programs: API_SERVER },
  'opentelemetry-operator': { programs: [...API_SERVER, 'opentelemetry-operator'], onChange: true },
  'pod-logs': { programs: ['otelcol'], alone: true, onChange: true },
  prometheus: { programs: ['otelcol'] },
  'prometheus-discovery': { programs: [...API_SERVER, 'otelcol'], onChange: true },
  rules: { programs: ['otelcol'] },
  sampling: { programs: ['otelcol', 'spans'], alone: true, onChange: true },
  status: { programs: API_SERVER },
  'status-legacy': { programs: API_SERVER },
  'status-preflight': { programs: API_SERVER },
  'status-roles': { programs: API_SERVER },
  testdata: { programs: ['otelcol'] },
  validate: { programs: ['otelcol', 'jaeger'] },
  'too-many-requests': { programs: ['otelcol'], alone: true },
};
