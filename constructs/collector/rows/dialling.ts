import type { Dial } from '../../security/network-member';
import { ownOf } from '../../synth/own';
import { record } from '../../synth/record';
import { Expansion } from '../config/expansion';
import { hostAndPort } from '../connections/endpoint';
import type { Settings } from './component-row';

/** Destinations of a component; undefined if the settings do not show all of them. */
type Destinations = readonly Dial[] | undefined;

/** It connects to nothing: it waits for others, or works on data in its pod and on its node. */
export function nowhere(): Destinations {
  return [];
}

/** Its destinations are not known. */
export function anywhere(): Destinations {
  return undefined;
}

/** It connects to the Kubernetes API server. */
export function apiServer(): Destinations {
  return [{ to: 'api-server' }];
}

/** The endpoints at some dotted paths of the settings. */
export function endpointsAt(settings: Settings, paths: readonly string[]): readonly Dial[] {
  return paths.flatMap((path) => {
    const endpoint = path.split('.').reduce<unknown>((value, key) => record(value)[key], settings);
    return typeof endpoint === 'string' && endpoint !== '' ? endpointDial(endpoint) : [];
  });
}

/** It connects to the endpoints at some dotted paths of its settings. */
export function endpoints(...paths: readonly string[]): (settings: Settings) => Destinations {
  return (settings) => endpointsAt(settings, paths);
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443, dns: 443 };

/** Where an endpoint is: `host:port`, or a URL. */
export function endpointDial(endpoint: string): readonly Dial[] {
  if (endpoint.startsWith('unix:')) return [];
  const port = portOf(endpoint);
  if (/^[^/]*(\/\/+)?[^/]*\$/.test(endpoint)) return port === undefined ? [{ to: 'anywhere', because: '' }] : [{ to: 'port', port }];
  return [{ to: 'host', host: hostAndPort(endpoint).host, port }];
}

/** The port of an endpoint. Variables may stand before it. */
export function portOf(endpoint: unknown): number | undefined {
  if (typeof endpoint !== 'string') return undefined;
  const [, scheme = '', rest = ''] = /^(?:([a-z]+):\/\/\/?)?(.*)$/.exec(endpoint) ?? [];
  const [, written] = /:(\d{1,5})$/.exec(new Expansion(rest).with('x').split(/[/?#]/, 1)[0] ?? '') ?? [];
  return written === undefined ? ownOf(DEFAULT_PORTS, scheme) : Number(written);
}
