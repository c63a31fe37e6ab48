import type { Construct } from 'constructs';

import { addNetworkRules } from './network-rules';
import { Site } from './site';
import type { SiteProps } from './site-props';

/** Properties of `EdgeSite`. */
export type EdgeSiteProps = SiteProps;

/**
 * A site that dials out and accepts no links, for clusters behind NAT: its router is a Skupper edge router with one uplink
 * at a time.
 */
export class EdgeSite extends Site {
  public override readonly role = 'edge';
  public override readonly access = undefined;

  /** @throws ArgumentError if the id or the namespace is no DNS label, or a hub is linked twice */
  public constructor(scope: Construct, id: string, props: EdgeSiteProps = {}) {
    super(scope, id, props, { role: 'edge' });
    addNetworkRules(this.node.root);
  }
}
