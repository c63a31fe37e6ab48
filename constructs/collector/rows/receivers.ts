import type { Receivers } from '../../../imports/otelcol/receivers';
import { record } from '../../synth/record';
import { usesToken } from '../access/kubernetes-access';
import { discoversByAccount, discoveryAccess } from '../access/prometheus-access';
import { clusterAccess, eventsAccess, kubeletAccess, objectsAccess } from '../access/receivers-access';
import { never, NO_PORTS, noAccess, noSettings, UNKNOWN_PORTS, uncheckedSettings, type ReceiverRow, type Settings } from './component-row';
import { anywhere, apiServer, nowhere, portOf } from './dialling';

/** Clients send to it, and do not repeat data that it refused. */
const SERVER = {
  dials: nowhere,
  access: noAccess,
  readsApi: never,
  acknowledges: false,
  reads: 'senders',
  files: noSettings,
} as const;

/** It reads the API of the cluster. */
const OF_CLUSTER = {
  listens: NO_PORTS,
  dials: apiServer,
  readsApi: usesToken,
  acknowledges: false,
  reads: 'cluster',
  files: noSettings,
} as const;

/** It connects to nothing: it reads from the pod or its node. */
const LOCAL = { listens: NO_PORTS, dials: nowhere, access: noAccess, readsApi: never, acknowledges: false } as const;

/** Its settings are not looked at: it may listen and connect anywhere. */
export const UNKNOWN_RECEIVER: ReceiverRow<object> = {
  listens: UNKNOWN_PORTS,
  dials: anywhere,
  access: noAccess,
  readsApi: never,
  acknowledges: false,
  reads: 'unknown',
  files: uncheckedSettings,
};

/** The receivers that this package has a function for. */
const TYPED: { readonly [T in keyof Receivers]: ReceiverRow<Receivers[T]['options']> } = {
  file_log: { ...LOCAL, reads: 'files', files: includedFiles },
  fluent_forward: { ...SERVER, listens: { endpoint: 'TCP' } },
  host_metrics: { ...LOCAL, reads: 'files', files: ({ root_path: root }) => [['root_path', root]] },
  http_check: {
    listens: NO_PORTS,
    dials: anywhere,
    access: noAccess,
    readsApi: never,
    acknowledges: false,
    reads: 'endpoints',
    files: noSettings,
  },
  jaeger: {
    ...SERVER,
    listens: {
      'protocols.grpc.endpoint': 'TCP',
      'protocols.thrift_http.endpoint': 'TCP',
      'protocols.thrift_compact.endpoint': 'UDP',
      'protocols.thrift_binary.endpoint': 'UDP',
    },
  },
  // Where the journal is depends on the machine.
  journald: { ...LOCAL, reads: 'files', files: ({ root_path: root }) => [['root_path', root]] },
  k8s_cluster: { ...OF_CLUSTER, access: clusterAccess },
  k8s_events: { ...OF_CLUSTER, access: eventsAccess },
  k8s_objects: { ...OF_CLUSTER, access: objectsAccess },
  kubelet_stats: {
    listens: NO_PORTS,
    // At the name or address of a node.
    dials: ({ endpoint }) => [{ to: 'port', port: portOf(endpoint) ?? 10_250 }],
    access: kubeletAccess,
    readsApi: usesToken,
    acknowledges: false,
    reads: 'kubelet',
    files: noSettings,
  },
  nop: { ...LOCAL, reads: 'nothing', files: noSettings },
  otlp: { ...SERVER, listens: { 'protocols.grpc.endpoint': 'TCP', 'protocols.http.endpoint': 'TCP' }, acknowledges: true },
  prometheus: {
    listens: NO_PORTS,
    dials: anywhere,
    access: ({ config }) => discoveryAccess(config),
    readsApi: ({ config }) => discoversByAccount(config),
    acknowledges: false,
    reads: 'targets',
    files: noSettings,
  },
  zipkin: { ...SERVER, listens: { endpoint: 'TCP' } },
};

/** Other receivers of the catalogue and of the contrib image. */
const OTHERS: Readonly<Record<string, ReceiverRow<object>>> = {
  // It forwards requests to its cloud.
  awsxray: { ...SERVER, listens: { endpoint: 'UDP', 'proxy_server.endpoint': 'TCP' }, dials: anywhere },
  carbon: { ...SERVER, listens: { endpoint: 'TCP' } },
  datadog: { ...SERVER, listens: { endpoint: 'TCP' } },
  github: UNKNOWN_RECEIVER,
  gitlab: UNKNOWN_RECEIVER,
  influxdb: { ...SERVER, listens: { endpoint: 'TCP' } },
  kafka: UNKNOWN_RECEIVER,
  nginx: UNKNOWN_RECEIVER,
  otelarrow: { ...SERVER, listens: { 'protocols.grpc.endpoint': 'TCP' } },
  otlp_json_file: { ...LOCAL, reads: 'files', files: uncheckedSettings },
  receiver_creator: { ...UNKNOWN_RECEIVER, readsApi: createsDiscovery },
  statsd: { ...SERVER, listens: { endpoint: 'UDP' } },
  syslog: { ...SERVER, listens: { 'tcp.listen_address': 'TCP', 'udp.listen_address': 'UDP' } },
  systemd: { ...LOCAL, reads: 'unknown', files: noSettings },
  tcplog: { ...SERVER, listens: { listen_address: 'TCP' } },
  udplog: { ...SERVER, listens: { listen_address: 'UDP' } },
};

export const RECEIVERS: Readonly<Record<string, ReceiverRow<never>>> = { ...TYPED, ...OTHERS };

/** Whether a template for receivers has a Prometheus receiver that discovers targets. */
function createsDiscovery({ receivers }: Settings): boolean {
  return Object.values(record(receivers)).some((template) => discoversByAccount(record(record(template)['config'])['config']));
}

function includedFiles({ include }: Settings): readonly (readonly [string, unknown])[] {
  return Array.isArray(include) ? include.map((pattern: unknown, i) => [`include.${String(i)}`, pattern] as const) : [];
}
