import type { IConstruct } from 'constructs';

import type { SkupperListener } from '../../skupper/listener';
import type { SkupperMultiKeyListener } from '../../skupper/multi-key-listener';
import { AddressGroup } from './address-group';
import type { ServiceAddress } from './service-address';
import type { RoutedSite, SiteRouter } from '../routers/site-router';

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
  /** The Skupper resource; none with Skupper v1, which makes the Service by itself. */
  public readonly resource: SkupperListener | SkupperMultiKeyListener | undefined;
  /** What stands for it in the tree. @internal */
  public readonly anchor: IConstruct;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'AddressListener';

  /** @internal */
  public constructor(site: RoutedSite, router: SiteRouter, address: ServiceAddress | AddressGroup, options: ListenOptions) {
    const port = options.port ?? address.port;
    this.address = address;
    this.resource = router.listen(address, port);
    this.anchor = this.resource ?? site;
    this.host = `${address.name}.${site.namespace}.svc`;
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
