/** Ports of pods, as a `NetworkPolicy` has them: never those of a Service. */
export interface PolicyPort {
  readonly protocol: 'TCP' | 'UDP';
  /** First port; all of the protocol if it is left out. */
  readonly port?: number;
  /** Last port of a range. */
  readonly endPort?: number;
}

/** Every port of TCP. */
export const ALL_TCP: PolicyPort = { protocol: 'TCP' };

/** One port of TCP. */
export function tcp(port: number): PolicyPort {
  return { protocol: 'TCP', port };
}

/** Ports of TCP from one to another, both included. */
export function tcpRange(port: number, endPort: number): PolicyPort {
  return { protocol: 'TCP', port, endPort };
}

/** Where names are resolved: a pod may ask at any address, for example that of a cache on its node. */
export const DNS_PORTS: readonly PolicyPort[] = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];

/** Where pods of OpenShift's DNS listen, behind a Service on 53. */
export const OPENSHIFT_DNS_PORTS: readonly PolicyPort[] = [
  { protocol: 'UDP', port: 5353 },
  { protocol: 'TCP', port: 5353 },
];

/** Whether one lets everything through that the other does. */
export function covers(wide: PolicyPort, narrow: PolicyPort): boolean {
  if (wide.protocol !== narrow.protocol) return false;
  if (wide.port === undefined) return true;
  if (narrow.port === undefined) return false;
  return wide.port <= narrow.port && (narrow.endPort ?? narrow.port) <= (wide.endPort ?? wide.port);
}
