import type { AutomatedSyncOptions } from '../gitops/application-spec';
import type { BootstrapOperator } from '../operators';
import { requireDnsLabel, requireDnsSubdomain } from '../synth/argument';
import type { CatalogLocation } from './catalog-source';
import type { InstallApproval, SubscriptionProps } from './subscription';

/** Where the operators of a `Bootstrap` come from: `OperatorSource.olm`, `OperatorSource.argoCd`. */
export class OperatorSource {
  /**
   * OLM, which has to be in the cluster, as it is on OpenShift: Subscriptions to operatorhub.io, or to Red Hat's catalogue on OpenShift.
   *
   * @throws ArgumentError if the namespace is no DNS label
   */
  public static olm(options: OlmSourceOptions = {}): OperatorSource {
    if (options.namespace !== undefined) requireDnsLabel('OperatorSource.olm', 'namespace', options.namespace);
    return new OperatorSource({ by: 'olm', options });
  }

  /**
   * Argo CD: an Application for each operator's Helm chart, for the cluster that Argo CD is on.
   *
   * @throws ArgumentError if a name is none
   */
  public static argoCd(options: ArgoCdSourceOptions = {}): OperatorSource {
    const { namespace = 'argocd', project = 'default', automated = {} } = options;
    requireDnsLabel('OperatorSource.argoCd', 'namespace', namespace);
    requireDnsSubdomain('OperatorSource.argoCd', 'project', project);
    return new OperatorSource({ by: 'argocd', options: { namespace, project, automated } });
  }

  private constructor(
    /** What it is, for those who make objects of it. @internal */
    public readonly channel: OlmChannel | ArgoCdChannel,
  ) {}

  /** Which of the two it is. */
  public get by(): 'olm' | 'argocd' {
    return this.channel.by;
  }
}

/** OLM, with what a program says of it. */
export interface OlmChannel {
  readonly by: 'olm';
  readonly options: OlmSourceOptions;
}

/** Argo CD, with all that is to be said of it. */
export interface ArgoCdChannel {
  readonly by: 'argocd';
  readonly options: Required<ArgoCdSourceOptions>;
}

/** Options of `OperatorSource.olm`. */
export interface OlmSourceOptions {
  /** Who decides on versions; with `manual`, each Subscription says the version it is to begin with, where that is known. @default 'automatic' */
  readonly approval?: InstallApproval;
  /** The catalogue. @default - `operatorhubio-catalog` in `olm`; on OpenShift `redhat-operators` in `openshift-marketplace` */
  readonly catalog?: CatalogLocation;
  /** Namespace for operators that look after all others; it has its OperatorGroup. @default - `operators`; on OpenShift `openshift-operators` */
  readonly namespace?: string;
  /** What differs for single operators. @default - nothing */
  readonly subscriptions?: Readonly<Partial<Record<BootstrapOperator, Partial<SubscriptionProps>>>>;
}

/** Options of `OperatorSource.argoCd`. */
export interface ArgoCdSourceOptions {
  /** Namespace that Argo CD is in. @default 'argocd' */
  readonly namespace?: string;
  /**
   * The AppProject. It has to let in the charts' repositories, and whatever kinds they have; that of `ArgoCd` does not.
   *
   * @default 'default', that of Argo CD itself
   */
  readonly project?: string;
  /** What Argo CD does by itself; with false, each sync is started by hand. @default - it prunes and heals */
  readonly automated?: AutomatedSyncOptions | false;
}
