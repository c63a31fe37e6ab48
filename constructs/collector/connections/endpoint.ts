import { Expansion, hasReference } from '../config/expansion';

/** Possible values of a reference in an endpoint: a part of a host, a port, a host with a port, a scheme, the begin of a URL. */
const STAND_INS = ['1', ':1', 'a:1', 'https', 'https://a'];

/** Scheme of an endpoint, with the name server of `dns`. */
const SCHEME = /^(dns:\/\/[^/]*\/|[a-z]+:\/\/\/?)/;

/** Returns why a text is no endpoint for gRPC, in words; undefined for `host:port`. A reference can have any value. */
export function grpcEndpointFault(endpoint: string): string | undefined {
  return faultOf(endpoint, hostAndPortFault);
}

/** Returns the fault that a text has with every value of its references. */
function faultOf(endpoint: string, check: (text: string) => string | undefined): string | undefined {
  if (!hasReference(endpoint)) return check(endpoint);
  const text = new Expansion(endpoint);
  const faults = STAND_INS.flatMap((first) => STAND_INS.map((second) => check(text.with(first, second))));
  return faults.includes(undefined) ? undefined : faults[0];
}

function hostAndPortFault(endpoint: string): string | undefined {
  if (/["'`]/.test(endpoint)) return 'has a quote in it';
  if (/\s/.test(endpoint)) return 'has a blank in it';
  // Names that gRPC resolves itself.
  if (/^unix:\/\/\/[^\s]+$/.test(endpoint)) return undefined;
  const [, resolved] = /^(?:dns:\/\/[^/]*|passthrough:\/\/)\/(.*)$/.exec(endpoint) ?? [];
  if (resolved !== undefined) return hostAndPortFault(resolved);
  if (endpoint.includes('://')) return 'begins with a scheme';
  if (endpoint.includes('/')) return 'has a path';
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+):(\d{1,5})$/.exec(endpoint);
  if (match === null) return 'is not host:port';
  const port = Number(match[2]);
  return port >= 1 && port <= 65_535 ? undefined : 'has a port out of 1 to 65535';
}

/** How to write an endpoint for gRPC. */
export const GRPC_ENDPOINT_FIX =
  'write host:port alone, for example "tempo.monitoring.svc:4317"; gRPC endpoints have no path and no scheme but dns:///, TLS is chosen by the tls option';

/** Returns why a text is no endpoint for HTTP, in words; undefined for a URL. A reference can have any value. */
export function httpEndpointFault(endpoint: string): string | undefined {
  return faultOf(endpoint, urlFault);
}

function urlFault(endpoint: string): string | undefined {
  if (/["'`\s]/.test(endpoint)) return 'has a quote or a blank in it';
  if (!/^https?:\/\//.test(endpoint)) return 'has no scheme';
  return URL.canParse(endpoint) ? undefined : 'is no URL';
}

/** How to write an endpoint for HTTP. */
export const HTTP_ENDPOINT_FIX = 'write a URL with its scheme, for example "https://otlp.example.com:4318"';

/** An endpoint as a message may show it. */
export function withoutCredentials(endpoint: string): string {
  return endpoint.replace(/^(.*\/\/)?[^/]*@/, '$1…@');
}

/** An endpoint as the name of a component: without scheme and credentials. */
export function endpointName(endpoint: string): string {
  return endpoint
    .replace(SCHEME, '')
    .replace(/[?#].*$/, '')
    .replace(/^[^/]*@/, '')
    .replace(/:4317$/, '')
    .replace(/[^A-Za-z0-9._:-]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Host and port of an endpoint of either kind. */
export function hostAndPort(endpoint: string): { readonly host: string; readonly port: number | undefined } {
  const authority = endpoint.replace(SCHEME, '').split('/', 1)[0] ?? '';
  const match = /^(?:.*@)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority);
  const port = match?.[2] === undefined ? undefined : Number(match[2]);
  return { host: (match?.[1] ?? authority).toLowerCase().replace(/\.$/, ''), port };
}

/** Whether an endpoint is in the same pod or the same cluster, by its name. */
export function isLocalHost(endpoint: string): boolean {
  const { host } = hostAndPort(endpoint);
  return (
    /^(localhost|127\.[\d.]+|\[::1\]|[^.[\]]+|.*\.svc|.*\.svc\.cluster\.local|.*\.cluster\.local)$/.test(host) ||
    endpoint.startsWith('unix:')
  );
}
