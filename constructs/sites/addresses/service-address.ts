/** What an address of the network is made of. */
export interface ServiceAddressFields {
  readonly name: string;
  readonly port: number;
  readonly siteName: string;
  readonly routingKey: string;
}

/** A service of one site under an address of the Skupper network. Made by a site's `expose`. */
export class ServiceAddress {
  /** Name of the Service that sites get which listen to it. */
  public readonly name: string;
  /** Port of that Service. */
  public readonly port: number;
  /** Name of the site that exposes it. */
  public readonly siteName: string;
  /** What listeners and the connector share. */
  public readonly routingKey: string;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'ServiceAddress';

  /** @internal */
  public constructor(fields: ServiceAddressFields) {
    this.name = fields.name;
    this.port = fields.port;
    this.siteName = fields.siteName;
    this.routingKey = fields.routingKey;
  }
}
