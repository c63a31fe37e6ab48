import type { Topology, TopologySite } from '../../constructs';
import type { ClusterClient } from '../cluster/cluster-client';
import type { Contexts } from '../cluster/contexts';
import type { SiteManifests } from '../site-manifests';
import { inPool } from '../pool';
import { siteFailure, type SiteFailure } from '../site-failure';
import { siteFindings, type OpsFault, type OpsFinding } from '../ops-finding';
import { checkContexts } from './checks/check-contexts';
import { describeOperators } from './checks/check-operators';
import { preflightGenerationOf } from './generations';
import { ClusterLook } from './look-at-cluster';
import { lookBeforeApplying, tokenEdgesOf } from './look-at-site';
import type { SiteFacts } from './site-facts';

/** Sites that are asked at the same time. */
const WIDTH = 16;

/** What `otel-skupper preflight --json` prints. It has no secret in it. */
export interface Preflight {
  readonly version: 1;
  readonly sites: readonly SitePreflight[];
  readonly summary: PreflightSummary;
}

/** Numbers over all sites that were asked for. */
export interface PreflightSummary {
  readonly sites: number;
  /** Sites that have all they need, as far as is known. */
  readonly ready: number;
  /** Sites whose cluster could not be asked. */
  readonly failed: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unknown: number;
}

/** One site and what its cluster has for it. */
export interface SitePreflight {
  readonly site: string;
  readonly role: 'hub' | 'edge';
  readonly cluster: string;
  readonly namespace: string;
  /** The context that was asked; left out if there is none. */
  readonly context?: string;
  /** Why the cluster could not be asked; the rest is empty then. */
  readonly failure?: SiteFailure;
  /** What runs there, in words: Kubernetes and operators, with versions. */
  readonly runs: readonly string[];
  readonly findings: readonly OpsFinding[];
}

/** What a preflight takes. */
export interface PreflightSources {
  readonly topology: Topology;
  readonly sites: readonly TopologySite[];
  readonly contexts: Contexts;
  readonly manifests: SiteManifests;
}

/** Asks the clusters of sites whether they have what the manifests need; nothing is changed. */
export async function preflight({ topology, sites, contexts, manifests }: PreflightSources): Promise<Preflight> {
  const clusters = new Map<ClusterClient, ClusterLook>();
  const edges = tokenEdgesOf(topology);
  const looks = await inPool(sites, WIDTH, async (site): Promise<SiteFacts | SitePreflight> => {
    try {
      const client = await contexts.clientOf(site);
      const cluster = clusters.get(client) ?? new ClusterLook(client);
      clusters.set(client, cluster);
      return await lookBeforeApplying(client, cluster, site, edges.get(site.name) ?? [], await manifests.of(site), manifests.outdir);
    } catch (error) {
      return failedSite(site, siteFailure(error));
    }
  });
  const shared = checkContexts(looks.filter(isFacts));
  const results = looks.map((look) => (isFacts(look) ? judgeSite(look, shared.get(look.site.name) ?? []) : look));
  return { version: 1, sites: results, summary: summarize(results) };
}

/** What the facts of a site mean for it. @param shared faults that need other sites */
export function judgeSite(facts: SiteFacts, shared: readonly OpsFault[] = []): SitePreflight {
  const { checks } = preflightGenerationOf(facts.site);
  return {
    ...headOf(facts.site),
    context: facts.context,
    runs: [`Kubernetes ${facts.version}`, ...describeOperators(facts)],
    findings: siteFindings(facts.site.name, [...shared, ...checks.flatMap((check) => check(facts))]),
  };
}

function isFacts(look: SiteFacts | SitePreflight): look is SiteFacts {
  return 'served' in look;
}

function failedSite(site: TopologySite, failure: SiteFailure): SitePreflight {
  return { ...headOf(site), failure, runs: [], findings: [] };
}

function headOf({ name, role, cluster, namespace }: TopologySite): Pick<SitePreflight, 'site' | 'role' | 'cluster' | 'namespace'> {
  return { site: name, role, cluster: cluster.name, namespace: namespace.name };
}

function summarize(sites: readonly SitePreflight[]): PreflightSummary {
  const findings = sites.flatMap((site) => site.findings);
  const count = (severity: OpsFinding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  const isReady = (site: SitePreflight): boolean =>
    site.failure === undefined && site.findings.every(({ severity }) => severity === 'warning');
  return {
    sites: sites.length,
    ready: sites.filter(isReady).length,
    failed: sites.filter(({ failure }) => failure !== undefined).length,
    errors: count('error'),
    warnings: count('warning'),
    unknown: count('unknown'),
  };
}
