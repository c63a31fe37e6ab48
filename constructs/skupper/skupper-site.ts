import { Construct } from 'constructs';

import { Site, toJson_SiteSpec } from '../../imports/skupper.io';
import type { FindingOptions } from '../synth/finding';
import { Manifest } from '../synth/manifest';
import type { ManifestJson } from '../synth/schema';
import type { LinkAccess } from './link-access';

/** Properties of `SkupperSite`. */
export interface SkupperSiteProps {
  /** Name of the site in the Skupper network. */
  readonly name: string;
  /** Whether the router is an edge router: it dials out, holds one uplink and passes nothing on. @default false */
  readonly edge?: boolean;
  /** Whether two routers stand in for each other. Not for an edge. @default false */
  readonly ha?: boolean;
  /** How links from other sites come in. @default - none come in */
  readonly linkAccess?: LinkAccess;
}

/**
 * The Skupper site of a namespace; its router carries the network.
 *
 * @see https://skupper.io/docs/refdog/resources/site.html
 */
export class SkupperSite extends Construct {
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  public constructor(scope: Construct, id: string, props: SkupperSiteProps) {
    super(scope, id);
    this.manifest = new Manifest(this, 'Resource', {
      ...Site.GVK,
      name: props.name,
      fields: {
        spec: () =>
          toJson_SiteSpec({
            ...(props.linkAccess && { linkAccess: props.linkAccess.type }),
            ...(props.edge === true && { edge: true }),
            ...(props.ha === true && { ha: true }),
          }),
      },
      checks: [edgeSiteLimits],
    });
  }
}

/** What an edge router cannot do; the schema of the CRD does not say so. */
function edgeSiteLimits(manifest: ManifestJson): FindingOptions[] {
  const spec = (manifest['spec'] ?? {}) as { edge?: unknown; ha?: unknown; linkAccess?: unknown };
  if (spec.edge !== true) return [];
  const found: FindingOptions[] = [];
  if (spec.ha === true) {
    found.push({
      rule: 'site/edge-ha',
      location: 'spec.ha',
      message: 'an edge site runs one router, ha is true',
      fix: 'leave ha out, or make it a PublicSite',
    });
  }
  if (spec.linkAccess !== undefined && spec.linkAccess !== '' && spec.linkAccess !== 'none') {
    found.push({
      rule: 'site/edge-link-access',
      location: 'spec.linkAccess',
      message: 'an edge site accepts no links, linkAccess is set',
      fix: 'leave linkAccess out, or make it a PublicSite',
    });
  }
  return found;
}
