import { Chart } from 'cdk8s';

import { Application, ApplicationSet, AppProject } from '../../imports/argoproj.io';
import { TelemetryNetwork } from '../sites/network/network';
import { findSites } from '../sites/network/network-rules';
import { Site } from '../sites/site';
import { onArrival } from '../sites/network/site-arrivals';
import { objectsOf } from '../sites/network/site-objects';
import { ArgumentError, pathBelow, quote, requireDnsLabel } from '../synth/argument';
import { compareText } from '../synth/finding';
import { PATCH_MARK } from '../synth/kustomization';
import { Manifest } from '../synth/manifest';
import { requireNewId } from '../synth/new-id';
import { readinessIn } from '../synth/readiness';
import { bindRules } from '../synth/rule';
import { applicationSpec, CASCADE, ignoredDifferences, type ApplicationOptions, type AutomatedSyncOptions } from './application-spec';
import { applicationSetSpec } from './application-set-spec';
import { COLLECTOR_HEALTH_LUA } from './collector-health-lua';
import { healthLua } from './health-lua';
import { projectSpec } from './project-spec';
import { GITOPS_RULES } from './rules';
import type { ArgoCdView } from './rules/subject';
import { folderOfOutput, folderOfSite, requireFolder, requireRepository, requireRevision } from './source-arguments';
import { PURE } from '../synth/shape/pure';

/** Properties of `ArgoCd`. */
export interface ArgoCdProps {
  /**
   * The Git repository that the output is committed to, as Argo CD reaches it: a URL, or `git@host:path`. Without a password: Argo CD
   * has that in a Secret of its own.
   */
  readonly repository: string;
  /** Branch, tag or commit, or a range of versions that tags have. @default 'HEAD', the default branch */
  readonly revision?: string;
  /**
   * The output folder, as a path in the repository.
   *
   * @default - where the output folder is below the folder that the program runs in; `dist` if it is elsewhere
   */
  readonly path?: string;
  /** Namespace that Argo CD is in. It is not made. @default 'argocd' */
  readonly namespace?: string;
  /** Name of the AppProject, which the names of Applications begin with: a DNS label, other than that of another network. @default 'telemetry' */
  readonly project?: string;
  /** Whether one ApplicationSet makes the Applications, for fleets, in the place of an Application for each site. @default false */
  readonly applicationSet?: boolean;
  /** What Argo CD does by itself; with false, each sync is started by hand. @default - it prunes and heals */
  readonly automated?: AutomatedSyncOptions | false;
  /** Whether the objects of a site are deleted with its Application, namespaces and what else is in them included. @default false */
  readonly cascade?: boolean;
  /**
   * Whether to write health checks of Skupper's kinds and of `OpenTelemetryCollector`, as a patch of the ConfigMap `argocd-cm`
   * (docs/gitops.md shows the command). Set false if an operator owns that ConfigMap.
   *
   * @default true
   */
  readonly healthChecks?: boolean;
}

/**
 * Lets Argo CD apply the output of a network: an AppProject that lets in what the sites have and nothing else, an Application for each
 * site, and health checks of Skupper's kinds and of collectors. It writes one more folder, for the cluster that Argo CD is on, and takes in sites that are
 * added before and after it. What JSON patches make of kinds, names and namespaces it does not see.
 *
 * ```text
 * dist/argocd/00-project.yaml
 * dist/argocd/10-health-checks.yaml
 * dist/argocd/20-application-public.yaml
 * dist/argocd/20-application-edge.yaml
 * ```
 *
 * Where Argo CD has each cluster is said by the cluster: `new Cluster('berlin', { argocd: { server } })`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 */
export class ArgoCd extends Chart implements ArgoCdView {
  protected static readonly [PURE]: readonly string[] = [];

  /** Whether a construct is one of this class. `instanceof` cannot tell: cdk8s makes it true for every chart. */
  public static isArgoCd(construct: object): construct is ArgoCd {
    return #brand in construct;
  }

  public override readonly namespace: string;
  /** Name of the AppProject. */
  public readonly projectName: string;
  /** The AppProject, for JSON patches. */
  public readonly project: Manifest;
  /** The ApplicationSet, for JSON patches. None if there is an Application for each site. */
  public readonly applicationSet?: Manifest;
  /** The part of `argocd-cm` with the health checks, for JSON patches. None if they were not asked for. */
  public readonly healthChecks?: Manifest;

  readonly #brand = true;
  private readonly applicationsBySite = new Map<string, Manifest>();
  private readonly network: TelemetryNetwork;
  private readonly folder: string;
  private readonly options: ApplicationOptions;
  private readonly cascade: boolean;

  /**
   * @param network below any other app there is no folder for each site that Argo CD could read
   * @throws ArgumentError if it is not placed in a network, its id is taken, or an argument cannot be right
   */
  public constructor(network: TelemetryNetwork, id: string, props: ArgoCdProps) {
    const place = pathBelow(network, id);
    requireNetwork(place, network);
    const namespace = requireDnsLabel(place, 'namespace', props.namespace ?? 'argocd');
    super(network, requireNewId(network, id), { namespace });
    // It has an Application for each site.
    network.buildFleets();
    this.namespace = namespace;
    this.network = network;
    this.projectName = requireProject(place, props.project ?? 'telemetry');
    this.folder = requireFolder(place, props.path ?? folderOfOutput(network.outdir));
    this.cascade = props.cascade ?? false;
    this.options = {
      project: this.projectName,
      repository: requireRepository(place, props.repository),
      revision: requireRevision(place, props.revision ?? 'HEAD'),
      automated: props.automated ?? {},
    };
    this.project = this.addProject();
    if (props.healthChecks ?? true) this.healthChecks = this.addHealthChecks();
    if (props.applicationSet ?? false) this.applicationSet = this.addApplicationSet();
    else this.followSites();
    bindRules<ArgoCdView>(this, this, GITOPS_RULES);
  }

  /** The Application of a site, for JSON patches; undefined if there is no such site, or an ApplicationSet makes it. */
  public tryFindApplication(site: Site): Manifest | undefined {
    return this.applicationsBySite.get(site.siteName);
  }

  /** Whether the network has sites. @internal */
  public get hasSites(): boolean {
    return findSites(this.network).length > 0;
  }

  /** Path of another `ArgoCd` that creates the project already; undefined if there is none. @internal */
  public get projectOwner(): string | undefined {
    const all = this.network.node.children.filter((child) => ArgoCd.isArgoCd(child));
    const first = all.find(({ projectName }) => projectName === this.projectName);
    return first === this ? undefined : first?.node.path;
  }

  private addProject(): Manifest {
    return new Manifest(this, 'project', {
      ...AppProject.GVK,
      name: this.projectName,
      fields: {
        spec: () =>
          projectSpec(
            this.options.repository,
            findSites(this.network).map((site) => ({ destination: site.cluster.argocd, objects: objectsOf(site) })),
          ),
      },
    });
  }

  private addHealthChecks(): Manifest {
    return new Manifest(this, 'health-checks', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'argocd-cm',
      // Argo CD does not look at one without.
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
      // For an Argo CD that applies this folder too: the rest of this object is not ours to take over, to replace or to delete.
      annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true,ClientSideApplyMigration=false,Prune=false,Delete=false' },
      fields: { data: healthChecks() },
      mark: PATCH_MARK,
    });
  }

  private addApplicationSet(): Manifest {
    const { options, folder, cascade } = this;
    return new Manifest(this, 'applications', {
      ...ApplicationSet.GVK,
      name: this.projectName,
      fields: {
        spec: () =>
          applicationSetSpec(
            { ...options, folder, cascade, namePrefix: this.applicationName('') },
            [...findSites(this.network)]
              .sort((a, b) => compareText(a.siteName, b.siteName))
              .map((site) => ({
                site: site.siteName,
                folder: site.folder,
                namespace: site.namespace,
                destination: site.cluster.argocd,
                ignored: ignoredDifferences(objectsOf(site)),
              })),
          ),
      },
    });
  }

  /** Sites may come after this: only once they are there is it known which. */
  private followSites(): void {
    for (const site of findSites(this.network)) this.addApplication(site);
    onArrival(this.network, (site) => {
      if (Site.isSite(site)) this.addApplication(site);
    });
  }

  private addApplication(site: Site): void {
    const { siteName, namespace } = site;
    const application = new Manifest(this, `application-${siteName}`, {
      ...Application.GVK,
      name: this.applicationName(siteName),
      fields: {
        spec: () =>
          applicationSpec(this.options, {
            folder: folderOfSite(this.folder, site.folder),
            namespace,
            destination: site.cluster.argocd,
            ignored: ignoredDifferences(objectsOf(site)),
          }),
      },
    });
    if (this.cascade) application.metadata.addFinalizers(CASCADE);
    this.applicationsBySite.set(siteName, application);
  }

  private applicationName(siteName: string): string {
    return `${this.projectName}-${siteName}`;
  }
}

function healthChecks(): Readonly<Record<string, string>> {
  const checks = [...readinessIn('skupper.io')].map(([kind, readiness]) => [`skupper.io_${kind}`, healthLua(readiness)] as const);
  // Argo CD has a check of this kind. It reports a collector without ready pods as Degraded, which fails the first sync.
  const all = [['opentelemetry.io_OpenTelemetryCollector', COLLECTOR_HEALTH_LUA] as const, ...checks];
  return Object.fromEntries(all.map(([kind, lua]) => [`resource.customizations.health.${kind}`, lua]));
}

/** The types say so too, to who writes TypeScript. */
function requireNetwork(place: string, network: unknown): void {
  if (network instanceof TelemetryNetwork) return;
  throw new ArgumentError(
    place,
    'network',
    'has to be a TelemetryNetwork: it writes the folder of each site that Argo CD reads',
    "new ArgoCd(network, 'argocd', …), in the network that the sites are in",
  );
}

function requireProject(place: string, project: string): string {
  if (project !== 'default') return requireDnsLabel(place, 'project', project);
  const message = `the project ${quote(project)} is that of Argo CD itself, for all that has no other`;
  throw new ArgumentError(place, 'project', message, 'choose a name for this network');
}
