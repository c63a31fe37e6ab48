import type { Chart } from 'cdk8s';

import type { ClusterDirectory } from '../../security/cluster-directory';
import type { Platform } from '../../synth/placement';
import type { Rendering } from '../../synth/rendering';
import type { SiteLink } from '../links/link';
import type { NetworkPolicyOptions } from './policy-options';

/** The parts of a site that its network policies are made of. */
export interface GuardedSite extends Chart {
  readonly siteName: string;
  readonly namespace: string;
  readonly role: 'hub' | 'edge';
  readonly cluster: { readonly name: string; readonly platform: Platform; readonly apiServerPorts: readonly number[] };
  readonly links: readonly SiteLink[];
  /** Names of the Services of its listeners, and which of them are for the program's own exporters alone. */
  readonly listenerHosts: ReadonlyMap<string, 'exporters' | 'anybody'>;
}

/** What network policies of a site are worked out from. */
export interface PolicyContext {
  readonly site: GuardedSite;
  readonly options: NetworkPolicyOptions;
  readonly directory: ClusterDirectory;
  /** Namespaces that get a default deny, in which names are resolved already. */
  readonly closed: ReadonlySet<string>;
  readonly rendering: Rendering;
}
