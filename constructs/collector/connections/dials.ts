import type { ComponentClass } from '../../../imports/otelcol/references';
import type { Dial } from '../../security/network-member';
import { ownOf } from '../../synth/own';
import { record, records } from '../../synth/record';
import { hostAndPort } from './endpoint';
import { tryFindComponent } from '../catalogue/facts';
import { isServer } from './listeners';

type Settings = Readonly<Record<string, unknown>>;
/** Where a component of one type dials, by its settings; undefined for places that these do not tell. */
type Dialling = (settings: Settings) => readonly Dial[] | undefined;

const NOWHERE: Dialling = () => [];
const API_SERVER: Dialling = () => [{ to: 'api-server' }];

/** Where clouds tell a machine about itself. */
const METADATA: Dial = { to: 'addresses', cidr: '169.254.169.254/32', port: 80 };

/** What the detectors of `resource_detection` ask. */
const DETECTORS: Readonly<Record<string, readonly Dial[]>> = {
  env: [],
  system: [],
  docker: [],
  dynatrace: [],
  heroku: [],
  lambda: [],
  elastic_beanstalk: [],
  ec2: [METADATA],
  gcp: [METADATA],
  azure: [METADATA],
  digitalocean: [METADATA],
  hetzner: [METADATA],
  oraclecloud: [METADATA],
  eks: [METADATA, { to: 'api-server' }],
  aks: [METADATA],
  k8snode: [{ to: 'api-server' }],
  k8s_api: [{ to: 'api-server' }],
  kubeadm: [{ to: 'api-server' }],
  openshift: [{ to: 'api-server' }],
};

/** Components that dial. Of their class, those of the catalogue that neither stand here nor in `QUIET` dial places that nobody knows. */
const DIALLING: Readonly<Record<ComponentClass, Readonly<Record<string, Dialling>>>> = {
  receivers: {
    // It passes on what it is asked to, to its cloud.
    awsxray: () => undefined,
    k8s_cluster: API_SERVER,
    k8s_events: API_SERVER,
    k8s_objects: API_SERVER,
    // At the name or address of a node.
    kubelet_stats: (settings) => [{ to: 'port', port: portOf(settings['endpoint']) ?? 10_250 }],
  },
  processors: {
    k8s_attributes: (settings) => (settings['passthrough'] === true ? [] : [{ to: 'api-server' }]),
    resource_detection: ({ detectors }) => {
      const found = (Array.isArray(detectors) ? detectors : []).map((name) => ownOf(DETECTORS, String(name)));
      return found.some((dials) => dials === undefined) ? undefined : found.flatMap((dials) => dials ?? []);
    },
  },
  exporters: {
    otlp_grpc: endpoints(['endpoint']),
    otlp_http: endpoints(['endpoint', 'traces_endpoint', 'metrics_endpoint', 'logs_endpoint', 'profiles_endpoint']),
    otelarrow: endpoints(['endpoint']),
    prometheus_remote_write: endpoints(['endpoint']),
    zipkin: endpoints(['endpoint']),
    load_balancing: ({ resolver }) => resolved(record(resolver)),
  },
  connectors: {},
  extensions: {
    http_forwarder: endpoints(['egress.endpoint']),
    jaeger_storage: ({ backends }) => {
      const kinds = Object.values(record(backends)).flatMap((backend) => Object.keys(record(backend)));
      return kinds.every((kind) => kind === 'memory' || kind === 'badger') ? [] : undefined;
    },
    k8s_leader_elector: API_SERVER,
    k8s_observer: API_SERVER,
    oauth2client: endpoints(['token_url']),
    oidc: ({ providers, ...settings }) => {
      const all = [settings, ...records(providers)];
      return all.flatMap((provider) => endpointsOf(provider, ['issuer_url']) ?? []);
    },
    opamp: endpoints(['server.ws.endpoint', 'server.http.endpoint']),
  },
};

/** Components that dial nowhere: they wait for others, or work on what is in the pod and on its node. */
const QUIET: Readonly<Record<ComponentClass, readonly string[]>> = {
  receivers: ['file_log', 'host_metrics', 'journald', 'nop', 'otlp_json_file', 'systemd'],
  processors: ['metric_start_time', 'schema', 'span', 'unroll'],
  exporters: ['debug', 'file', 'jaeger_storage_exporter', 'nop'],
  connectors: ['otlp_json'],
  extensions: [
    'ack',
    'basicauth',
    'bearertokenauth',
    'cgroup_runtime',
    'expvar',
    'file_storage',
    'headers_setter',
    'host_observer',
    'storage_cleaner',
  ],
};

/** Where a component dials, by its settings as they are rendered. */
export function dialsOf(part: ComponentClass, id: string, settings: Settings): readonly Dial[] {
  const written = id.split('/', 1)[0] ?? id;
  const known = tryFindComponent(part, written);
  const type = known?.type ?? written;
  const isQuiet =
    QUIET[part].includes(type) || isServer(part, type) || (known?.facts.typed === true && (part === 'processors' || part === 'connectors'));
  const dialling = ownOf(DIALLING[part], type) ?? (isQuiet ? NOWHERE : undefined);
  const dials = dialling?.(settings);
  if (dials === undefined) return [{ to: 'anywhere', because: `${part}.${id}` }];
  // What it dials by way of a proxy, it does not dial itself.
  const proxy = settings['proxy_url'];
  const dialled = typeof proxy === 'string' && proxy !== '' ? endpointsOf({ proxy }, ['proxy']) : dials;
  return (dialled ?? []).map((dial) => (dial.to === 'anywhere' ? { ...dial, because: `${part}.${id}` } : dial));
}

function endpoints(paths: readonly string[]): Dialling {
  return (settings) => endpointsOf(settings, paths);
}

function endpointsOf(settings: Settings, paths: readonly string[]): readonly Dial[] | undefined {
  return paths.flatMap((path) => {
    const endpoint = path.split('.').reduce<unknown>((value, key) => record(value)[key], settings);
    return typeof endpoint === 'string' && endpoint !== '' ? endpointDial(endpoint) : [];
  });
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443, dns: 443 };

/** Where an endpoint is: `host:port`, or a URL. */
function endpointDial(endpoint: string): readonly Dial[] {
  if (endpoint.startsWith('unix:')) return [];
  const port = portOf(endpoint);
  if (/^[^/]*(\/\/+)?[^/]*\$/.test(endpoint)) return port === undefined ? [{ to: 'anywhere', because: '' }] : [{ to: 'port', port }];
  return [{ to: 'host', host: hostAndPort(endpoint).host, port }];
}

/** The port of an endpoint, which variables may stand before. */
function portOf(endpoint: unknown): number | undefined {
  if (typeof endpoint !== 'string') return undefined;
  const [, scheme = '', rest = ''] = /^(?:([a-z]+):\/\/\/?)?(.*)$/.exec(endpoint) ?? [];
  const [, written] = /:(\d{1,5})$/.exec(rest.replace(/\$\{[^}]*\}/g, 'x').split(/[/?#]/, 1)[0] ?? '') ?? [];
  return written === undefined ? ownOf(DEFAULT_PORTS, scheme) : Number(written);
}

/** Whom a resolver of `load_balancing` leads to. */
function resolved(resolver: Settings): readonly Dial[] | undefined {
  const { static: fixed, dns, k8s } = resolver;
  if (Object.keys(resolver).some((kind) => !['static', 'dns', 'k8s'].includes(kind))) return undefined;
  const hosts = record(fixed)['hostnames'];
  const { hostname, port = '4317' } = record(dns);
  const { service, ports = [4317] } = record(k8s);
  return [
    ...(Array.isArray(hosts)
      ? hosts.flatMap((host) => endpointDial(/:\d+$/.test(String(host)) ? String(host) : `${String(host)}:4317`))
      : []),
    ...(typeof hostname === 'string' ? endpointDial(`${hostname}:${String(port)}`) : []),
    ...(typeof service === 'string'
      ? [
          ...(Array.isArray(ports) ? ports : [undefined]).map(
            (one) =>
              ({
                to: 'host',
                host: service.includes('.') ? `${service}.svc` : service,
                port: typeof one === 'number' ? one : undefined,
              }) as const,
          ),
          { to: 'api-server' } as const,
        ]
      : []),
  ];
}
