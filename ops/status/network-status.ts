import type { OpsFault, OpsFinding } from '../ops-finding';
import type { SiteFailure } from '../site-failure';

/**
 * How an object is.
 *
 * - `ok`: it does its work, or it is there and its kind has no status.
 * - `waiting`: somebody has still to do something, most often a controller or another cluster.
 * - `error`: a controller refused it, or it broke.
 * - `missing`: it should be there and is not.
 * - `unknown`: nobody could look, for want of permission.
 */
export type State = 'ok' | 'waiting' | 'error' | 'missing' | 'unknown';

/** What `otel-skupper status --json` prints. It has no secret in it. */
export interface NetworkStatus {
  readonly version: 1;
  readonly sites: readonly SiteStatus[];
  readonly summary: StatusSummary;
}

/** Numbers over all sites that were asked for. */
export interface StatusSummary {
  readonly sites: number;
  /** Sites whose cluster could not be asked. */
  readonly failed: number;
  /** Objects by state. */
  readonly objects: Readonly<Record<State, number>>;
  readonly errors: number;
  readonly warnings: number;
}

/** One site and what its cluster says of it. */
export interface SiteStatus {
  readonly site: string;
  readonly role: 'hub' | 'edge';
  readonly cluster: string;
  readonly namespace: string;
  /** The context that was asked; left out if there is none. */
  readonly context?: string;
  /** Why the cluster could not be asked; the rest is empty then. */
  readonly failure?: SiteFailure;
  /** The Skupper controller that runs the site. */
  readonly controller?: { readonly name?: string; readonly namespace?: string; readonly version?: string };
  /** Sites that the site sees in its network, itself among them. */
  readonly sitesInNetwork?: number;
  readonly objects: readonly ObjectStatus[];
  readonly findings: readonly OpsFinding[];
  /** What controllers said last of an object that is in error. */
  readonly lastError?: { readonly object: string; readonly message: string; readonly since?: string };
  /** What could not be looked at beside the objects, for want of permission. */
  readonly unseen: readonly string[];
}

/** Part of the status of a site that depends on the generation of Skupper. */
export interface SiteView extends Pick<SiteStatus, 'controller' | 'sitesInNetwork' | 'objects'> {
  readonly faults: readonly OpsFault[];
}

/** One object of a site. */
export interface ObjectStatus {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** Whether it is part of the manifests, or was made in the cluster: by Skupper, or by `otel-skupper link`. */
  readonly origin: 'manifests' | 'cluster';
  readonly state: State;
  /** What there is to say, in words; may be empty. */
  readonly text: string;
  /** What to change, if that is known. */
  readonly fix?: string;
  readonly details?: ObjectDetails;
}

/** What some kinds say beyond their state. */
export interface ObjectDetails {
  /** Link: the hub, and the site at its other end as the routers see it. */
  readonly link?: { readonly hub: string; readonly by: string; readonly remoteSite?: string };
  /** Listener, connector, Service of an address: the addresses (`site/address`) or sites at the other end, and whether the network has one. */
  readonly partners?: readonly string[];
  readonly matched?: boolean;
  /** MultiKeyListener: those of the partners that can be reached now. */
  readonly reachable?: readonly string[];
  /** Connector: pods it leads to. */
  readonly pods?: readonly string[];
  /** RouterAccess: where the router is reached. */
  readonly endpoints?: readonly { readonly name?: string; readonly host?: string; readonly port?: string }[];
  /** Workload: pods that are ready, of those that are wanted. */
  readonly replicas?: string;
  readonly image?: string;
  readonly version?: string;
  /** Certificate: when it ends. */
  readonly expires?: string;
}
