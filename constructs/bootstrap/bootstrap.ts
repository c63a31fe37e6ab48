import { Chart } from 'cdk8s';
import { Construct } from 'constructs';

import { Application } from '../../imports/argoproj.io';
import type { OperatorCatalogue } from '../operator-facts';
import { bootstrapFacts, INSTALLED_OPERATORS, OLM_PLACES, operatorsOf, type BootstrapOperator } from '../operators';
import { Site } from '../sites/site';
import { hasBootstrap, noteBootstrap } from '../sites/network/site-bootstrap';
import { ArgumentError, pathBelow, quote } from '../synth/argument';
import { generationOf } from '../synth/generation';
import { Manifest } from '../synth/manifest';
import { requireNewId } from '../synth/new-id';
import { setOutputFolder } from '../synth/output-place';
import { Phase } from '../synth/phase';
import { Platform } from '../synth/placement';
import { bindRules } from '../synth/rule';
import { CatalogSource } from './catalog-source';
import { helmApplicationSpec } from './helm-application';
import { OperatorGroup } from './operator-group';
import { OperatorSource, type ArgoCdChannel, type OlmSourceOptions } from './operator-source';
import { operatorSubscription } from './operator-subscription';
import { BOOTSTRAP_RULES } from './rules';
import type { BootstrapView } from './rules/subject';
import { Subscription } from './subscription';
import { PURE } from '../synth/shape/pure';

/** Properties of `Bootstrap`. */
export interface BootstrapProps {
  /**
   * What it installs.
   *
   * @default - what sites of the kind and generation have, as docs/bootstrap.md lists it: an edge that OLM serves needs no cert-manager
   */
  readonly operators?: readonly BootstrapOperator[];
  /**
   * Where the operators come from.
   *
   * @default - OLM on OpenShift and for the generation `legacy`, else Argo CD: operatorhub.io does not have Skupper v2
   */
  readonly by?: OperatorSource;
  /** Where it is written below the output folder, apart from the site. @default - `bootstrap/` and the folder of the site */
  readonly folder?: string;
}

/**
 * The operators that a site needs on its cluster, for whoever may install them: pinned, and written to a folder of their own that is
 * applied before the site's, once for a cluster.
 *
 * ```text
 * dist/bootstrap/public/10-skupper-catalog.yaml
 * dist/bootstrap/public/20-jaeger.yaml
 * dist/bootstrap/public/20-skupper.yaml
 * ```
 *
 * @see https://olm.operatorframework.io/docs/
 */
export class Bootstrap extends Chart {
  protected static readonly [PURE]: readonly string[] = [];

  /** What it installs. */
  public readonly operators: readonly BootstrapOperator[];
  /** The catalogue that has one version of Skupper, where it comes from that. */
  public readonly skupperCatalog?: CatalogSource;

  private readonly subscriptions = new Map<BootstrapOperator, Subscription>();
  private readonly applications = new Map<BootstrapOperator, Manifest>();

  /**
   * @param site the site whose cluster is to have the operators; of several on one cluster, one has the bootstrap
   * @throws ArgumentError if it is not placed in a site or is its second, an operator is none or does not come that way, or the folder is no path
   */
  public constructor(site: Site, id = 'bootstrap', props: BootstrapProps = {}) {
    const place = pathBelow(site, id);
    requireSite(place, site);
    super(site, requireNewId(site, id));
    const catalogue = operatorsOf(generationOf(site));
    const { platform } = site.cluster;
    const by = props.by ?? defaultSource(catalogue, platform);
    this.operators = requireOperators(place, props.operators ?? defaultOperators(site.role, catalogue, by));
    setOutputFolder(this, props.folder ?? `bootstrap/${site.folder}`);
    if (by.channel.by === 'argocd') this.addApplications(site, catalogue, by.channel.options);
    else this.skupperCatalog = this.addSubscriptions(site, catalogue, by.channel.options);
    noteBootstrap(site, site.cluster.name, { chart: this, by: by.by, operators: this.operators });
    bindRules<BootstrapView>(this, { site, catalogue, operators: this.operators, by: by.by }, BOOTSTRAP_RULES);
  }

  /** The Subscription to an operator. @throws ArgumentError if there is none: it is not installed, or not by OLM */
  public findSubscription(operator: BootstrapOperator): Subscription {
    const found = this.tryFindSubscription(operator);
    if (found !== undefined) return found;
    const fix = `it has Subscriptions to: ${[...this.subscriptions.keys()].join(', ') || 'none'}`;
    throw new ArgumentError(this, 'findSubscription', `there is no Subscription to ${operator}`, fix);
  }

  /** The Subscription to an operator; undefined if there is none. */
  public tryFindSubscription(operator: BootstrapOperator): Subscription | undefined {
    return this.subscriptions.get(operator);
  }

  /** The Application that installs an operator, for JSON patches; undefined if there is none. */
  public tryFindApplication(operator: BootstrapOperator): Manifest | undefined {
    return this.applications.get(operator);
  }

  private addSubscriptions({ cluster }: Site, catalogue: OperatorCatalogue, options: OlmSourceOptions): CatalogSource | undefined {
    const { platform } = cluster;
    const index = this.addIndex(catalogue, platform, options);
    for (const id of this.operators) {
      const own = id === 'skupper' ? index : undefined;
      const { subscription, hasOwnNamespace } = operatorSubscription(this, id, { catalogue, platform }, options, own);
      const unit = new Construct(this, bootstrapFacts(id).unit);
      if (hasOwnNamespace) addNamespace(unit, subscription.namespace);
      this.subscriptions.set(id, new Subscription(unit, 'subscription', subscription));
    }
    return index;
  }

  /** Skupper's own catalogue, unless the program names another. */
  private addIndex(
    operators: OperatorCatalogue,
    platform: Platform,
    { catalog, subscriptions }: OlmSourceOptions,
  ): CatalogSource | undefined {
    if (!this.operators.includes('skupper') || platform === Platform.OPENSHIFT) return undefined;
    const index = operators.skupper.operatorHub?.index;
    if (index === undefined || catalog !== undefined || subscriptions?.skupper?.catalog !== undefined) return undefined;
    const { namespace } = OLM_PLACES.kubernetes.catalog;
    return new CatalogSource(this, index.name, { ...index, namespace, publisher: 'Skupper Project' });
  }

  private addApplications({ cluster }: Site, catalogue: OperatorCatalogue, options: ArgoCdChannel['options']): void {
    for (const id of this.operators) {
      const { name, version, chart, install } = catalogue[id];
      const { unit, isFirst } = bootstrapFacts(id);
      if (chart === undefined) {
        const fix = `leave ${id} out of operators and install it otherwise (${install}), or take OperatorSource.olm()`;
        throw new ArgumentError(this, 'by', `there is no Helm chart for ${name} ${version}`, fix);
      }
      const application = new Manifest(this, unit, {
        ...Application.GVK,
        // Argo CD has those of all clusters in one namespace.
        name: `${cluster.name}-${unit}`,
        namespace: options.namespace,
        phase: isFirst ? Phase.ACCESS : Phase.SITE,
        fields: { spec: helmApplicationSpec(chart, options, cluster.argocd) },
      });
      this.applications.set(id, application);
    }
  }
}

function addNamespace(unit: Construct, namespace: string): void {
  new Manifest(unit, 'namespace', { apiVersion: 'v1', kind: 'Namespace', name: namespace, clusterScoped: true });
  new OperatorGroup(unit, 'group', { namespace });
}

/** Argo CD needs a chart of Skupper. */
function defaultSource({ skupper }: OperatorCatalogue, platform: Platform): OperatorSource {
  const isOlm = skupper.chart === undefined || platform === Platform.OPENSHIFT;
  return isOlm ? OperatorSource.olm() : OperatorSource.argoCd();
}

function defaultOperators(role: Site['role'], catalogue: OperatorCatalogue, { by }: OperatorSource): readonly BootstrapOperator[] {
  const own = INSTALLED_OPERATORS.filter((id) => {
    const { bootstrap } = catalogue[id];
    return bootstrap !== 'none' && (bootstrap.installedFor === 'all' || (bootstrap.installedFor === 'hubs' && role === 'hub'));
  });
  // OLM itself issues the certificates of webhooks.
  const issuers = by === 'olm' ? [] : own.map((id) => catalogue[id].certificateFrom);
  return INSTALLED_OPERATORS.filter((id) => own.includes(id) || issuers.includes(id));
}

/** The types say so too, to who writes TypeScript. */
function requireSite(place: string, site: Construct): void {
  if (!Site.isSite(site)) {
    const message = 'has to be a site: its kind and cluster say which operators it needs, and how they come';
    throw new ArgumentError(place, 'site', message, 'place it in a PublicSite or EdgeSite');
  }
  if (!hasBootstrap(site)) return;
  throw new ArgumentError(
    place,
    'site',
    `${site.siteName} has a bootstrap already`,
    'name all operators in the one: new Bootstrap(site, id, { operators })',
  );
}

function requireOperators(place: string, operators: readonly BootstrapOperator[]): readonly BootstrapOperator[] {
  const known = INSTALLED_OPERATORS;
  const unknown = operators.find((one) => !known.includes(one));
  const received = operators.length === 0 ? 'none' : unknown === undefined ? undefined : quote(unknown);
  if (received === undefined) return known.filter((one) => operators.includes(one));
  throw new ArgumentError(place, 'operators', `has to name operators to install, received ${received}`, `choose of ${known.join(', ')}`);
}
