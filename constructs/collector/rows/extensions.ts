import type { Extensions } from '../../../imports/otelcol/extensions';
import { record, records } from '../../synth/record';
import { leaseAccess, observerAccess, usesToken } from '../access/kubernetes-access';
import { never, NO_PORTS, noAccess, nothingOfRequests, UNKNOWN_PORTS, type ExtensionRow, type Settings } from './component-row';
import { headersFromContext } from './request-reads';
import { anywhere, apiServer, endpoints, endpointsAt, nowhere } from './dialling';

/** It answers no probes and keeps no files. */
const HELPER = { access: noAccess, readsApi: never, readsRequest: nothingOfRequests, answersProbes: false, keepsFiles: false } as const;

/** It connects to nothing. */
const LOCAL = { ...HELPER, listens: NO_PORTS, dials: nowhere } as const;

/** Its settings are not looked at: it may listen and connect anywhere. */
export const UNKNOWN_EXTENSION: ExtensionRow<object> = { ...HELPER, listens: UNKNOWN_PORTS, dials: anywhere };

/** The extensions that this package has a function for. */
const TYPED: { readonly [T in keyof Extensions]: ExtensionRow<Extensions[T]['options']> } = {
  ack: LOCAL,
  basicauth: LOCAL,
  bearertokenauth: LOCAL,
  cgroup_runtime: LOCAL,
  file_storage: { ...LOCAL, keepsFiles: true },
  headers_setter: { ...LOCAL, readsRequest: headersFromContext },
  health_check: { ...LOCAL, listens: { endpoint: 'TCP' }, answersProbes: true },
  healthcheckv2: { ...LOCAL, listens: { 'http.endpoint': 'TCP', 'grpc.endpoint': 'TCP' }, answersProbes: true },
  host_observer: LOCAL,
  k8s_leader_elector: { ...LOCAL, dials: apiServer, access: leaseAccess, readsApi: usesToken },
  k8s_observer: { ...LOCAL, dials: apiServer, access: observerAccess, readsApi: usesToken },
  oauth2client: { ...LOCAL, dials: endpoints('token_url') },
  oidc: { ...LOCAL, dials: ({ providers, ...own }) => [own, ...records(providers)].flatMap((one) => endpointsAt(one, ['issuer_url'])) },
  opamp: { ...LOCAL, dials: endpoints('server.ws.endpoint', 'server.http.endpoint') },
  pprof: { ...LOCAL, listens: { endpoint: 'TCP' } },
  zpages: { ...LOCAL, listens: { endpoint: 'TCP' } },
};

/** Other extensions of the catalogue, and those of Jaeger's binary. */
const OTHERS: Readonly<Record<string, ExtensionRow<object>>> = {
  expvar: LOCAL,
  http_forwarder: { ...LOCAL, listens: { 'ingress.endpoint': 'TCP' }, dials: endpoints('egress.endpoint') },
  jaeger_query: { ...LOCAL, listens: { 'http.endpoint': 'TCP', 'grpc.endpoint': 'TCP' } },
  jaeger_storage: { ...LOCAL, dials: (settings) => (storesLocally(settings) ? [] : undefined) },
  remote_sampling: { ...LOCAL, listens: { 'http.endpoint': 'TCP', 'grpc.endpoint': 'TCP' } },
  storage_cleaner: LOCAL,
};

export const EXTENSIONS: Readonly<Record<string, ExtensionRow<never>>> = { ...TYPED, ...OTHERS };

function storesLocally({ backends }: Settings): boolean {
  const kinds = Object.values(record(backends)).flatMap((backend) => Object.keys(record(backend)));
  return kinds.every((kind) => kind === 'memory' || kind === 'badger');
}
