import type { Construct } from 'constructs';

import type { LinkAccess } from '../../skupper/link-access';
import type { SkupperListener } from '../../skupper/listener';
import type { SkupperMultiKeyListener } from '../../skupper/multi-key-listener';
import type { RouterOptions, SkupperSite } from '../../skupper/skupper-site';
import type { SkupperV1Options } from '../../skupper/v1/options';
import type { SkupperV1Site } from '../../skupper/v1/site';
import type { Placement } from '../../synth/placement';
import type { HubAccess } from '../links/hub-attributes';
import type { AddressGroup } from '../addresses/address-group';
import type { PlaceAndPort } from '../addresses/exposure';
import type { SiteLink } from '../links/link';
import type { LinkCertificates } from '../links/link-certificates';
import type { ServiceAddress } from '../addresses/service-address';
import type { GenerationRouter } from './rules/generation-unavailable';

/** What is said of a site that its router is made of. */
export interface SiteRouterProps {
  readonly role: Placement['role'];
  readonly router?: RouterOptions;
  readonly legacy?: SkupperV1Options;
  /** How links come in; none for an edge. */
  readonly linkAccess?: LinkAccess;
  readonly ha?: boolean;
  readonly issuer?: string;
  readonly certificates?: LinkCertificates;
}

/** What a hub says of the way links come in. */
export type HubProps = Pick<SiteRouterProps, 'issuer' | 'certificates'> & Required<Pick<SiteRouterProps, 'linkAccess' | 'ha'>>;

/** The way links come in to a hub. */
export interface HubEntrance {
  /** Describes how the hub is reached, as far as that is known before its cluster is there. */
  readonly describe: () => HubAccess;
}

/** The site that a router is of. */
export interface RoutedSite extends Construct {
  readonly siteName: string;
  readonly namespace: string;
}

/** What one generation of Skupper makes of a site, its links and its addresses. */
export interface SiteRouter extends GenerationRouter {
  /** The Skupper site. */
  readonly skupper: SkupperSite | SkupperV1Site;
  /** Creates what lets links in besides the Skupper site. @throws ArgumentError if certificates are for hosts that are not known */
  openEntrance(hub: HubProps): HubEntrance;
  /** Makes what a link is made of that is part of the manifests. */
  addLink(link: SiteLink): void;
  /** Puts a place under an address. @returns what both ends of the address share */
  expose(name: string, place: PlaceAndPort): string;
  /** Makes what leads to an address; undefined if Skupper makes that by itself. */
  listen(address: ServiceAddress | AddressGroup, port: number): SkupperListener | SkupperMultiKeyListener | undefined;
  /** What the requests for tokens are below, where they are part of the manifests. */
  readonly tokenRequests: Construct | undefined;
  /** Name of the Secret on the hub by which a link asks for its token; undefined if the manifests ask for none. */
  tokenRequestOf(link: SiteLink): string | undefined;
  /** Asks for a token that another site links with, where that is part of the manifests. @param name that of the Secret */
  requestToken(name: string): void;
}
