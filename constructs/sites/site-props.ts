import type { SitePodSecurityLevel } from '../security/pod-security-level';
import type { RouterOptions } from '../skupper/skupper-site';
import type { SkupperV1Options } from '../skupper/v1/options';
import type { Cluster } from './cluster';
import type { SiteLink } from './links/link';
import type { NetworkPolicyOptions } from './policies/policy-options';
import type { ExistingNamespace } from './namespaces/site-namespace';
import type { SiteRouterProps } from './routers/site-router';

/** What every site may be given. */
export interface SiteProps {
  /**
   * Namespace of everything in the site: a name creates it; `existingNamespace('x')` uses one that is there.
   *
   * @default 'telemetry'
   */
  readonly namespace?: string | ExistingNamespace;
  /**
   * What pods in the namespace have to pass, if it is created: `privileged` for what needs its node, for example its files. The Skupper
   * router does not pass `restricted`.
   *
   * @default 'baseline'
   */
  readonly podSecurity?: SitePodSecurityLevel;
  /**
   * Where the site is written below the output folder: a path of lower-case letters, digits, `-` and `.`, apart from those of others.
   *
   * @default - the name of the site
   */
  readonly folder?: string;
  /** The cluster that the site is on. @default - a Kubernetes cluster of its own, named as the site */
  readonly cluster?: Cluster;
  /** Links from this site to hubs. An edge holds one at a time, the others stand by. @default - none */
  readonly links?: readonly SiteLink[];
  /** The Skupper router. @default - as Skupper's controller has it */
  readonly router?: RouterOptions;
  /** What only a site of the legacy generation has. @default - no console, and pods as Skupper v1 has them */
  readonly legacy?: SkupperV1Options;
  /**
   * Whether the site makes network policies: a namespace that it creates is closed but for what the program needs, in one that is
   * there already only pods of this program are.
   *
   * @default - what the `TelemetryNetwork` says, or else true
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
   */
  readonly networkPolicies?: boolean | NetworkPolicyOptions;
}

/** What the kinds of sites differ in. */
export type SiteKind = Omit<SiteRouterProps, 'router' | 'legacy'>;
