import type { ComponentClass } from '../../../imports/otelcol/references';
import type { Transport } from '../rows/component-row';
import { rowOf } from '../rows/row-of';

/** A port that a component listens on, as its settings say. */
export interface ListeningPort {
  /** Where the settings say so, below the component. */
  readonly location: string;
  /** The host as written, empty for all interfaces; undefined if it is not known. */
  readonly host: string | undefined;
  readonly port: number;
  readonly transport: Transport;
}

/** The ports that a component listens on. Ports that come from the environment are known in the cluster alone. */
export function listeningPorts(part: ComponentClass, type: string, settings: Readonly<Record<string, unknown>>): readonly ListeningPort[] {
  return Object.entries(rowOf(part, type).listens).flatMap(([location, transport]) => {
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
  return Object.keys(rowOf(part, type).listens).length > 0;
}

/** Whether a server that listens on this host is reached from outside of its pod. */
export function isEveryInterface(host: string | undefined): boolean {
  return host !== undefined && ['', '0.0.0.0', '[::]', '::'].includes(host);
}
