import { isIPv4 } from 'node:net';

import { ArgumentError, quote, type ArgumentPlace } from '../synth/argument';

/** Ports at which the router of another site is reached. */
export interface LinkPorts {
  /** For interior routers, 1 to 65535. @default 55671 */
  readonly interRouter?: number;
  /** For edge routers, 1 to 65535. @default 45671 */
  readonly edge?: number;
}

/** Hosts at which the router of another site is reached, where they differ: routes of OpenShift have a host each. */
export interface LinkHosts {
  /** For interior routers. */
  readonly interRouter: string;
  /** For edge routers. */
  readonly edge: string;
}

/** One host for both kinds of routers, or one for each. */
export function linkHosts(host: string | LinkHosts): LinkHosts {
  return typeof host === 'string' ? { interRouter: host, edge: host } : { ...host };
}

/**
 * Checks a host: a DNS name or an IPv4 address.
 *
 * @throws ArgumentError if it is none, for example because it has a scheme or a port
 */
export function requireHost(place: ArgumentPlace, what: string, host: string): string {
  if (isHost(host)) return host;
  throw new ArgumentError(
    place,
    what,
    `has to be a host name or an IPv4 address, received ${quote(host)}`,
    'write the host alone: no scheme, no port',
  );
}

/** Whether a text is a DNS name or an IPv4 address. */
export function isHost(host: string): boolean {
  const isName = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(host);
  const isNumber = /^[\d.]+$/.test(host);
  return isName && !host.includes('..') && (!isNumber || isIPv4(host));
}

/** Whether a host is an IPv4 address. */
export function isAddress(host: string): boolean {
  return isIPv4(host);
}
