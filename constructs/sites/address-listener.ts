import type { Construct } from 'constructs';

import { SkupperListener } from '../skupper/listener';
import { SkupperMultiKeyListener } from '../skupper/multi-key-listener';
import { AddressGroup } from './address-group';
import type { ServiceAddress } from './service-address';

/** Options of `listenTo`. */
export interface ListenOptions {
  /** Port of the Service that the site gets, 1 to 65535. @default - that of the address */
  readonly port?: number;
}

/** A Service of this site that leads to an address of the network. Made by a site's `listenTo`. */
export class AddressListener {
  /** What it leads to: one address, or several that stand in for each other. */
  public readonly address: ServiceAddress | AddressGroup;
  /** Host at which pods of the cluster reach it. */
  public readonly host: string;
  /** Port at which pods of the cluster reach it. */
  public readonly port: number;
  /** The Skupper resource. */
  public readonly resource: SkupperListener | SkupperMultiKeyListener;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'AddressListener';

  /** @internal */
  public constructor(site: Construct, id: string, namespace: string, address: ServiceAddress | AddressGroup, options: ListenOptions) {
    const { name } = address;
    const port = options.port ?? address.port;
    this.address = address;
    this.resource =
      address instanceof AddressGroup
        ? new SkupperMultiKeyListener(site, id, { host: name, port, strategy: address.strategy })
        : new SkupperListener(site, id, { host: name, port, routingKey: address.routingKey });
    this.host = `${name}.${namespace}.svc`;
    this.port = port;
  }

  /** `host:port`. */
  public get endpoint(): string {
    return `${this.host}:${String(this.port)}`;
  }

  /** The addresses it leads to. */
  public get addresses(): readonly ServiceAddress[] {
    return addressesOf(this.address);
  }
}

/** The addresses of a group, or the one that there is. */
export function addressesOf<A extends ServiceAddress>(address: A | AddressGroup<A>): readonly A[] {
  return address instanceof AddressGroup ? address.addresses : [address];
}

/** What tells one listener from another: where it leads to, and how. */
export function listenerKey(address: ServiceAddress | AddressGroup): string {
  return address instanceof AddressGroup ? JSON.stringify(address.strategy) : address.routingKey;
}
