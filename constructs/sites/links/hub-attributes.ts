import type { AccessType } from '../../access-types';
import type { Signal } from '../../collector/config/signal';
import type { LinkHosts, LinkPorts } from '../../skupper/endpoint';
import type { WrittenGeneration } from '../../synth/generation';
import type { HubCertificates } from './hub-certificates';
import type { ServiceAddress } from '../addresses/service-address';
import { TelemetryAddress } from '../addresses/telemetry-address';

/** How a hub is reached, as far as that is known before its cluster is there. */
export interface HubAccess {
  readonly type: AccessType;
  /** Hosts of its router. */
  readonly hosts?: LinkHosts;
  /** Hosts of its second router, where it has two and they are reached apart. */
  readonly secondHosts?: LinkHosts;
  /** Hosts that its certificate is for, where a program chose them. */
  readonly certificateHosts?: readonly string[];
  /** The certificates by which links to it are made, if it states them. */
  readonly certificates?: HubCertificates;
  /** Ports of its router. */
  readonly ports?: Required<LinkPorts>;
  /** From where a link by token gets there: the token carries the address that the hub's cluster reports. */
  readonly tokens: 'anywhere' | 'cluster' | 'nowhere';
  /** Environment variables that the hub's Skupper controller needs beside its defaults. */
  readonly controller?: Readonly<Record<string, string>>;
}

/** An address that a hub exposes. */
export interface AddressAttributes {
  readonly address: string;
  readonly routingKey: string;
  readonly port: number;
  /** What a collector receives there; left out for services that take no telemetry. */
  readonly signals?: readonly Signal[];
  /** Protocol of OTLP that the collector receives; left out for gRPC. */
  readonly protocol?: 'http';
}

/** What a program of edges has to know of a hub that another program describes. It has no secret in it. */
export interface HubAttributes {
  readonly name: string;
  readonly cluster: { readonly name: string };
  readonly namespace: { readonly name: string };
  readonly access: HubAccess;
  /** Names of the hubs that are linked to each other, this one among them. */
  readonly network: readonly string[];
  readonly exposes: readonly AddressAttributes[];
  /** Left out for Skupper v2. */
  readonly generation?: WrittenGeneration;
}

/** An address as other programs and commands see it. */
export function describeAddress(address: ServiceAddress): AddressAttributes {
  const { name, routingKey, port } = address;
  if (!(address instanceof TelemetryAddress)) return { address: name, routingKey, port };
  const { protocol, signals } = address;
  return { address: name, routingKey, port, signals: [...signals].sort(), ...(protocol === 'http' && { protocol }) };
}
