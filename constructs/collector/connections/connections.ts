import type { ComponentClass } from '../../../imports/otelcol/references';
import type { Connections, Dial, ServedPort } from '../../security/network-member';
import { record } from '../../synth/record';
import type { ComponentPort } from '../catalogue/component';
import { dialsOf } from './dials';
import { listeningPorts } from './listeners';
import { ConfigView, typeOf } from '../rules/view/config-view';
import { SECTIONS } from '../config/sections';
import { rowOf } from '../rows/row-of';

/** What a collector is rendered as, and what the program knows beside. */
export interface RenderedCollector {
  readonly config: unknown;
  /** Names of its environment variables. */
  readonly variables: readonly string[];
  /** Ports that components state themselves, by place, for example `receivers.acme`. */
  readonly ports: ReadonlyMap<string, readonly ComponentPort[]>;
  /** Whether it was allowed to read the Kubernetes API. */
  readonly readsApi: boolean;
}

/** Variables by which every client of HTTP is sent elsewhere. */
const PROXIES = /^(https?|all)_proxy$/i;

/** What a collector serves and dials, as its configuration says. */
export function connectionsOf({ config, variables, ports, readsApi }: RenderedCollector): Connections {
  const proxies = variables.filter((name) => PROXIES.test(name));
  const dials: readonly Dial[] = [
    ...componentsOf(config).flatMap(({ part, id, settings }) => dialsOf(part, id, settings)),
    ...(readsApi ? [{ to: 'api-server' } as const] : []),
    ...proxies.map((name) => ({ to: 'anywhere', because: `env.${name}` }) as const),
  ];
  return { serves: servesOf(config, ports), dials };
}

/** Returns the ports that a collector serves. @param ports ports that components state themselves, by place */
export function servesOf(config: unknown, ports: RenderedCollector['ports'] = new Map()): readonly ServedPort[] {
  const serves = componentsOf(config).flatMap(({ part, id, settings }): readonly ServedPort[] => {
    const type = typeOf(id);
    const server = `${part}.${id}`;
    const audience = audienceOf(part, type);
    const known = listeningPorts(part, type, settings).filter(({ host }) => !isLoopback(host));
    const stated = ports.get(server) ?? [];
    return [...known, ...stated].map(({ port, transport: protocol }) => ({ port, protocol, server, audience }));
  });
  return [...serves, ...ownMetrics(config)];
}

interface ConfiguredComponent {
  readonly part: ComponentClass;
  readonly id: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

function componentsOf(config: unknown): readonly ConfiguredComponent[] {
  const view = new ConfigView({ config });
  return Object.values(SECTIONS).flatMap((part) => [...view.section(part)].map(([id, settings]) => ({ part, id, settings })));
}

function audienceOf(part: ComponentClass, type: string): ServedPort['audience'] {
  if (part === 'receivers') return 'senders';
  if (part !== 'extensions') return 'cluster';
  return rowOf(part, type).answersProbes ? 'anybody' : 'viewers';
}

function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);
}

/** The collector's own metrics. */
function ownMetrics(config: unknown): readonly ServedPort[] {
  const { readers } = record(record(record(record(config)['service'])['telemetry'])['metrics']);
  return (Array.isArray(readers) ? readers : []).flatMap((reader): readonly ServedPort[] => {
    const { host, port } = record(record(record(record(reader)['pull'])['exporter'])['prometheus']);
    if (typeof port !== 'number' || (typeof host === 'string' && isLoopback(host))) return [];
    return [{ port, protocol: 'TCP', server: 'service.telemetry', audience: 'cluster' }];
  });
}
