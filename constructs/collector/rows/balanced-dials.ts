import type { Dial } from '../../security/network-member';
import { record } from '../../synth/record';
import { endpointDial } from './dialling';

/** Port that `load_balancing` uses where its resolver names none. */
const DEFAULT_PORT = 4317;

/** Destinations of a resolver of `load_balancing`; undefined for resolvers other than `static`, `dns` and `k8s`. */
export function balancedDials(resolver: unknown): readonly Dial[] | undefined {
  const { static: fixed, dns, k8s, ...others } = record(resolver);
  if (Object.keys(others).length > 0) return undefined;
  return [...staticDials(record(fixed)), ...dnsDials(record(dns)), ...serviceDials(record(k8s))];
}

function staticDials({ hostnames }: Readonly<Record<string, unknown>>): readonly Dial[] {
  if (!Array.isArray(hostnames)) return [];
  return hostnames.map(String).flatMap((host) => endpointDial(/:\d+$/.test(host) ? host : `${host}:${String(DEFAULT_PORT)}`));
}

function dnsDials({ hostname, port = String(DEFAULT_PORT) }: Readonly<Record<string, unknown>>): readonly Dial[] {
  return typeof hostname === 'string' ? endpointDial(`${hostname}:${String(port)}`) : [];
}

/** The pods of a Service, which the resolver looks up in the API. */
function serviceDials({ service, ports = [DEFAULT_PORT] }: Readonly<Record<string, unknown>>): readonly Dial[] {
  if (typeof service !== 'string') return [];
  const host = service.includes('.') ? `${service}.svc` : service;
  const numbers: readonly unknown[] = Array.isArray(ports) ? ports : [undefined];
  return [...numbers.map((port): Dial => ({ to: 'host', host, port: typeof port === 'number' ? port : undefined })), { to: 'api-server' }];
}
