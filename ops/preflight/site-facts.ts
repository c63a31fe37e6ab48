import type { TopologySite } from '../../constructs';
import type { KubeObject, ObjectName } from '../cluster/kube-object';
import type { ServedResource } from '../cluster/served-resource';
import type { Known } from '../known';
import type { OperatorId } from '../../constructs/operator-facts';

/** What is known of the cluster of a site before anything is applied: plain data, for checks that ask nobody. */
export interface SiteFacts {
  readonly site: TopologySite;
  /** Hubs and edges that link to the site by a token. */
  readonly tokenEdges: readonly string[];
  readonly context: string;
  /** The same for all contexts that lead to one cluster. */
  readonly identity: string;
  /** Version of the API server. */
  readonly version: string;
  /** What is served, by `apiVersion`; of those that were asked for. */
  readonly served: ReadonlyMap<string, readonly ServedResource[]>;
  /** Deployments of operators, those that were asked for. */
  readonly operators: ReadonlyMap<OperatorId, Known<readonly KubeObject[]>>;
  /** The Service of the grant server; left out where no grant is needed. */
  readonly grantService?: Known<KubeObject | undefined>;
  /** Left out where the site needs none. */
  readonly ingressClasses?: Known<readonly KubeObject[]>;
  /** Left out where no claim asks for the default. */
  readonly storageClasses?: Known<readonly KubeObject[]>;
  /** The namespaces of the site's objects. */
  readonly namespaces: ReadonlyMap<string, Known<KubeObject | undefined>>;
  /** Sites of Skupper v2 in the namespace of the site. */
  readonly sites: Known<readonly KubeObject[]>;
  /** ConfigMaps in the namespace of the site: that of the router, and the one that names its controller. */
  readonly router: Known<KubeObject | undefined>;
  readonly control: Known<KubeObject | undefined>;
  /** The ConfigMap there that is a Skupper site; left out where sites are resources. */
  readonly siteConfig?: Known<KubeObject | undefined>;
  /** What the user may not do. */
  readonly denied: readonly DeniedAction[];
  /** The site's objects as synthesis wrote them. */
  readonly manifests: readonly KubeObject[];
  /** The folders of the site's bootstrap, as kubectl reaches them; left out where it has none. */
  readonly bootstrapFolders?: readonly string[];
  /** What OLM says of the site's bootstrap; left out where that is not for OLM. */
  readonly olm?: OlmFacts;
}

/** What OLM has of a bootstrap. */
export interface OlmFacts {
  /** Whether the cluster has OLM. */
  readonly isServed: boolean;
  /** The Subscriptions of the bootstrap, as they are in the cluster. */
  readonly subscriptions: readonly { readonly name: ObjectName; readonly seen: Known<KubeObject | undefined> }[];
  /** OperatorGroups of their namespaces. */
  readonly groups: ReadonlyMap<string, Known<readonly KubeObject[]>>;
}

/** Something that the user of a context may not do. */
export interface DeniedAction {
  readonly verb: string;
  /** Resource with its group, as roles name it. */
  readonly resource: string;
  readonly namespace?: string;
  readonly purpose: 'apply' | 'link';
}

/** Whether manifests of a site have a kind of an API group. */
export function hasKind({ objects }: TopologySite, group: string, kind?: string): boolean {
  return objects.some((object) => object.apiVersion.startsWith(`${group}/`) && (kind === undefined || object.kind === kind));
}
