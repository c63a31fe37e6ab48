import type { IConstruct } from 'constructs';

import type { LinkHosts, LinkPorts } from '../skupper/link';
import type { LinkAccess } from '../skupper/link-access';

/** A site that accepts links: a `PublicSite`. */
export interface LinkTarget extends IConstruct {
  readonly role: 'hub';
  readonly siteName: string;
  readonly linkAccess: LinkAccess;
}

/** What a `SiteLink` has to know to link by a Secret that is already in the cluster. */
export interface SecretLinkOptions {
  /** Name of the Secret in the namespace of the linking site: type `kubernetes.io/tls`, with `ca.crt`, `tls.crt` and `tls.key`. */
  readonly secret: string;
  /** Public host of the hub's router, as its certificate has it; one for both endpoints, or one for each. */
  readonly host: string | LinkHosts;
  /** Ports of the hub's router. @default - those of the hub's `linkAccess` */
  readonly ports?: LinkPorts;
}

/** How a site links to a hub; the hub is named once, as an object. */
export class SiteLink {
  /**
   * By a token: nothing of it is synthesized, since a token is a secret and is spent by its first use. The grant is made on
   * the hub and the token brought to the site when the clusters are there.
   *
   * @see https://skupper.io/docs/refdog/concepts/access-token.html
   */
  public static token(hub: LinkTarget): SiteLink {
    return new SiteLink(hub, undefined);
  }

  /** By a Secret with a client certificate, which somebody puts into the namespace of the site; the link itself is synthesized. */
  public static secret(hub: LinkTarget, options: SecretLinkOptions): SiteLink {
    return new SiteLink(hub, { ...options });
  }

  public readonly hub: LinkTarget;
  /** @internal */
  public readonly secretOptions: SecretLinkOptions | undefined;

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'SiteLink';

  private constructor(hub: LinkTarget, secretOptions: SecretLinkOptions | undefined) {
    this.hub = hub;
    this.secretOptions = secretOptions;
  }

  /** Whether it is made by a token or by a Secret. */
  public get kind(): 'token' | 'secret' {
    return this.secretOptions === undefined ? 'token' : 'secret';
  }
}
