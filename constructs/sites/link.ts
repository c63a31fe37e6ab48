import type { IConstruct } from 'constructs';

import type { LinkPorts } from '../skupper/link';

/** A site that accepts links: a `PublicSite`. */
export interface LinkTarget extends IConstruct {
  readonly role: 'hub';
  readonly siteName: string;
}

/** What a `SiteLink` has to know to link by a Secret that is already in the cluster. */
export interface SecretLinkOptions {
  /** Name of the Secret in the namespace of the linking site: type `kubernetes.io/tls`, with `ca.crt`, `tls.crt` and `tls.key`. */
  readonly secret: string;
  /** Public host name of the hub's router, as its certificate has it. */
  readonly host: string;
  /** Ports of the hub's router. @default - 55671 for interior sites, 45671 for edges */
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

  private constructor(hub: LinkTarget, secretOptions: SecretLinkOptions | undefined) {
    this.hub = hub;
    this.secretOptions = secretOptions;
  }

  /** Whether it is made by a token or by a Secret. */
  public get kind(): 'token' | 'secret' {
    return this.secretOptions === undefined ? 'token' : 'secret';
  }
}
