import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

import { tryFindDirectory, ClusterDirectory } from '../../security/cluster-directory';
import type { NetworkMember } from '../../security/network-member';
import { networkPolicySpec, type Flow } from '../../security/network-policy';
import { everyPodOf } from '../../security/peers';
import { DNS_PORTS, OPENSHIFT_DNS_PORTS } from '../../security/ports';
import { setGuard, type PodGuard } from '../../security/pod-guard';
import { Derived } from '../../synth/derived';
import { Manifest } from '../../synth/manifest';
import { Platform } from '../../synth/placement';
import type { Rendering } from '../../synth/rendering';
import type { PlaceAndPort } from '../addresses/exposure';
import type { GuardedSite, PolicyContext } from './guarded-site';
import { DenyAll, ExposedPods, MemberPods, RouterPods, SidecarPods, type PolicySubject } from './policy-subject';
import type { NetworkPolicyOptions } from './policy-options';

/** Says on a policy which components made it let everything out. */
export const OPEN_EGRESS = 'cdk8s-otel-skupper/open-egress';
/** Mark of the policy by which a site closes a namespace. */
export const DEFAULT_DENY = 'default-deny';
/** Mark of a policy for a sidecar or an agent in pods: of what the application in them needs it says nothing. */
export const PARTIAL = 'partial-policy';

/**
 * The network policies of a site. What they let through is worked out when they are rendered, from all that the program has by then:
 * a namespace of the site's own is closed but for that, in others only the site's own pods are.
 */
export class SitePolicies implements PodGuard {
  private readonly directory: ClusterDirectory;
  /** Where policies of a namespace are written: in its chart. */
  private readonly scopes = new Map<string, Construct>();
  private readonly closed = new Set<string>();
  private readonly sidecars = new SidecarPods();

  /** Guards the pods of a site, which has no children yet. `open` makes its first policies. */
  public constructor(
    private readonly site: GuardedSite,
    private readonly options: NetworkPolicyOptions,
  ) {
    this.directory = tryFindDirectory(site) ?? new ClusterDirectory();
    setGuard(site, this);
  }

  /** Makes the policies that every site has. @param isClosed whether the program makes the namespace of the site */
  public open(isClosed: boolean): void {
    const { site } = this;
    this.addNamespace(site, site.namespace, isClosed);
    this.addPolicy(site.namespace, 'skupper-router', new RouterPods());
  }

  /** A namespace of the site. @param isClosed whether the program makes it, and everything in it is its own */
  public addNamespace(chart: Construct, namespace: string, isClosed: boolean): void {
    this.scopes.set(namespace, new Construct(chart, 'network-policies'));
    if (!isClosed) return;
    this.closed.add(namespace);
    // Names are for every pod to resolve: each of the others needs it, and no rule has to repeat it.
    this.addPolicy(namespace, 'default-deny', new DenyAll(this.dns(namespace)), DEFAULT_DENY);
    if (this.sidecars.members.size > 0) this.addSidecarPolicy(namespace);
  }

  /** Lets the router in to what an address leads to. @param service the Service that it is reached by, if there is one of the program */
  public admitExposed(name: string, place: PlaceAndPort, service: ApiObject | undefined): void {
    const own = this.site.namespace;
    const target = place.place;
    const namespace = (service === undefined && 'selector' in target ? target.namespace : service?.metadata.namespace) ?? own;
    if (!this.closed.has(namespace) || (service === undefined && 'host' in target)) return;
    this.addManifest(namespace, `${name}-exposed`, Derived.from(new ExposedPods(own, namespace, place, service), ExposedPods.spec));
  }

  /** Makes a policy for pods. */
  public admit(member: NetworkMember): void {
    const { isSidecar, sidecar } = member;
    const [namespace = this.site.namespace] = member.namespaces;
    const injected = isSidecar ? member : sidecar;
    if (injected !== undefined && (isSidecar || this.closed.has(namespace))) {
      this.sidecars.members.add(injected);
      for (const closed of this.closed) this.addSidecarPolicy(closed);
      return;
    }
    if (member.onlySends && !this.closed.has(namespace)) return;
    const members = [member, ...(sidecar === undefined ? [] : [sidecar])];
    this.addPolicy(namespace, member.policy, new MemberPods(member, members), member.onlySends && PARTIAL);
  }

  /** What policies are worked out from. */
  public contextIn(rendering: Rendering): PolicyContext {
    const { site, options, directory, closed } = this;
    return { site, options, directory, closed, rendering };
  }

  /** Pods with a sidecar: what it needs is let through to all of them, whatever else they are. */
  private addSidecarPolicy(namespace: string): void {
    this.addPolicy(namespace, `${this.site.siteName}-sidecars`, this.sidecars, PARTIAL);
  }

  private addPolicy(namespace: string, name: string, subject: PolicySubject, mark?: string): void {
    const dns = this.closed.has(namespace) ? [] : this.dns(namespace);
    const policy = new Policy(this, namespace, subject, dns);
    this.addManifest(namespace, name, Derived.from(policy, Policy.spec), {
      annotations: subject.openedBy ? { [OPEN_EGRESS]: Derived.from(policy, Policy.openedBy) } : {},
      ...(mark !== undefined && { mark }),
    });
  }

  private addManifest(
    namespace: string,
    name: string,
    spec: Derived,
    more: { readonly annotations?: Readonly<Record<string, Derived>>; readonly mark?: string } = {},
  ): void {
    const scope = this.scopes.get(namespace) ?? this.scopes.get(this.site.namespace) ?? this.site;
    const id = this.scopes.has(namespace) ? name : `${namespace}-${name}`;
    // Two of one name are two pods of one name: that is found where they are made.
    if (scope.node.tryFindChild(id) !== undefined) return;
    new Manifest(scope, id, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name, namespace, fields: { spec }, ...more });
  }

  private dns(namespace: string): readonly Flow[] {
    const isOpenShift = this.site.cluster.platform === Platform.OPENSHIFT;
    const own: Flow = { peers: [everyPodOf('openshift-dns', namespace)], ports: OPENSHIFT_DNS_PORTS };
    return [{ peers: 'anybody', ports: DNS_PORTS }, ...(isOpenShift ? [own] : [])];
  }
}

/** One policy, as it is worked out. */
class Policy {
  public constructor(
    private readonly policies: SitePolicies,
    private readonly namespace: string,
    private readonly subject: PolicySubject,
    private readonly dns: readonly Flow[],
  ) {}

  public static readonly spec = ({ policies, namespace, subject, dns }: Policy, rendering: Rendering): object => {
    const { ingress, egress = [] } = subject.flows(policies.contextIn(rendering), namespace);
    return networkPolicySpec(subject.selectorIn(rendering), { ingress, egress: [...egress, ...dns] });
  };

  public static readonly openedBy = ({ subject }: Policy, rendering: Rendering): string | undefined =>
    subject.openedBy?.(rendering).join(', ') || undefined;
}
