/** What is wrong with an endpoint for gRPC, in words, or undefined if it is `host:port`. */
export function grpcEndpointFault(endpoint: string): string | undefined {
  // What the collector reads from its environment is known in the cluster alone.
  if (/^\$\{env:[A-Za-z_][A-Za-z0-9_]*\}(:\d{1,5})?$/.test(endpoint)) return undefined;
  if (/["'`]/.test(endpoint)) return 'has a quote in it';
  if (/\s/.test(endpoint)) return 'has a blank in it';
  if (endpoint.includes('://')) return 'begins with a scheme';
  if (endpoint.includes('/')) return 'has a path';
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+):(\d{1,5})$/.exec(endpoint);
  if (match === null) return 'is not host:port';
  const port = Number(match[2]);
  return port >= 1 && port <= 65_535 ? undefined : 'has a port out of 1 to 65535';
}

/** How to write an endpoint for gRPC. */
export const GRPC_ENDPOINT_FIX =
  'write host:port alone, for example "tempo.monitoring.svc:4317"; gRPC endpoints have no scheme and no path, TLS is chosen by the tls option';

/** An endpoint as a message may show it. */
export function withoutCredentials(endpoint: string): string {
  return endpoint.replace(/^(.*\/\/)?[^/]*@/, '$1…@');
}
