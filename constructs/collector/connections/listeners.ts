import type { ComponentClass } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';

/** A port that a component listens on, as its settings say. */
export interface ListeningPort {
  /** Where the settings say so, below the component. */
  readonly location: string;
  /** The host as written, empty for all interfaces; undefined if it is not known. */
  readonly host: string | undefined;
  readonly port: number;
  readonly transport: 'TCP' | 'UDP';
}

type Transport = 'TCP' | 'UDP';

/** Where servers among the components write what they listen on; everybody else's `endpoint` is a client's. */
const SERVERS: Readonly<Partial<Record<ComponentClass, Readonly<Record<string, Readonly<Record<string, Transport>>>>>>> = {
  receivers: {
    awsxray: { endpoint: 'UDP', 'proxy_server.endpoint': 'TCP' },
    carbon: { endpoint: 'TCP' },
    datadog: { endpoint: 'TCP' },
    fluent_forward: { endpoint: 'TCP' },
    influxdb: { endpoint: 'TCP' },
    jaeger: {
      'protocols.grpc.endpoint': 'TCP',
      'protocols.thrift_http.endpoint': 'TCP',
      'protocols.thrift_compact.endpoint': 'UDP',
      'protocols.thrift_binary.endpoint': 'UDP',
    },
    otelarrow: { 'protocols.grpc.endpoint': 'TCP' },
    otlp: { 'protocols.grpc.endpoint': 'TCP', 'protocols.http.endpoint': 'TCP' },
    statsd: { endpoint: 'UDP' },
    syslog: { 'tcp.listen_address': 'TCP', 'udp.listen_address': 'UDP' },
    tcplog: { listen_address: 'TCP' },
    udplog: { listen_address: 'UDP' },
    zipkin: { endpoint: 'TCP' },
  },
  exporters: { prometheus: { endpoint: 'TCP' } },
  extensions: {
    health_check: { endpoint: 'TCP' },
    healthcheckv2: { 'http.endpoint': 'TCP', 'grpc.endpoint': 'TCP' },
    http_forwarder: { 'ingress.endpoint': 'TCP' },
    jaeger_query: { 'http.endpoint': 'TCP', 'grpc.endpoint': 'TCP' },
    pprof: { endpoint: 'TCP' },
    remote_sampling: { 'http.endpoint': 'TCP', 'grpc.endpoint': 'TCP' },
    zpages: { endpoint: 'TCP' },
  },
};

/** The ports that a component listens on. Ports that come from the environment are known in the cluster alone. */
export function listeningPorts(part: ComponentClass, type: string, settings: Readonly<Record<string, unknown>>): readonly ListeningPort[] {
  return Object.entries(ownOf(SERVERS[part], type) ?? {}).flatMap(([location, transport]) => {
    const endpoint = location.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings);
    const match = typeof endpoint === 'string' ? /^(.*):(\d{1,5})$/.exec(endpoint) : null;
    if (match === null) return [];
    const stated = location === 'endpoint' ? settings['transport'] : undefined;
    const isUdp = typeof stated === 'string' ? stated.startsWith('udp') : transport === 'UDP';
    return [{ location, host: match[1] ?? '', port: Number(match[2]), transport: isUdp ? 'UDP' : 'TCP' }];
  });
}

/** Whether a component of this type is a server, whose endpoint is its own. */
export function isServer(part: ComponentClass, type: string): boolean {
  return ownOf(SERVERS[part], type) !== undefined;
}

/** Whether a server that listens on this host is reached from outside of its pod. */
export function isEveryInterface(host: string | undefined): boolean {
  return host !== undefined && ['', '0.0.0.0', '[::]', '::'].includes(host);
}
