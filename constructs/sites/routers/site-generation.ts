import type { IConstruct } from 'constructs';

import type { ManifestJson } from '../../synth/schema';
import type { HubGeneration } from '../links/link';
import type { RoutedSite, SiteRouter, SiteRouterProps } from './site-router';

/** Everything in which the sites of one generation of Skupper differ from those of another. */
export interface SiteGeneration extends HubGeneration {
  /** Creates the router of a site. */
  readonly createRouter: (site: RoutedSite, props: SiteRouterProps) => SiteRouter;
  /** The replacement of network policies that a program may set; undefined where sites create network policies. */
  readonly insteadOfPolicies?: string;
  /** Whether its controller reads resources of the group `skupper.io`. */
  readonly readsResources: boolean;
  /** Whether Skupper creates a Service for an address in every site of the network, under the name of the address. */
  readonly createsServices: boolean;
  /** Whether an object is a Skupper site. */
  readonly isSite: (object: ManifestJson) => boolean;
  /** Workloads, Services and service accounts that the controller creates for a Skupper site, as kind and name. */
  readonly createdFor: (site: ManifestJson) => readonly (readonly [kind: string, name: string])[];
  /** Whether a construct is the request for a token, which the controller replaces by the token. */
  readonly isTokenRequest: (construct: IConstruct | undefined) => boolean;
}
