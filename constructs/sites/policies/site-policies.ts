import { Lazy, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

import { INJECTED_LABEL } from '../../collector/pods/sidecar';
import { tryFindDirectory, ClusterDirectory } from '../../security/cluster-directory';
import { parseSelector, type LabelSelector } from '../../security/label-selector';
import type { NetworkMember } from '../../security/network-member';
import { networkPolicySpec, type Flow, type PolicyFlows } from '../../security/network-policy';
import { everyPodOf, podsIn } from '../../security/peers';
import { ALL_TCP, DNS_PORTS, OPENSHIFT_DNS_PORTS, tcp } from '../../security/ports';
import { setGuard } from '../../security/pod-guard';
import { Manifest } from '../../synth/manifest';
import { Platform } from '../../synth/placement';
import type { PlaceAndPort } from '../addresses/exposure';
import { endOfService, ROUTER_PODS } from './destinations';
import type { GuardedSite, PolicyContext } from './guarded-site';
import { memberFlows, openedBy } from './member-flows';
import type { NetworkPolicyOptions } from './policy-options';
import { render } from './rendered-objects';
import { routerFlows } from './router-flows';

/** Says on a policy which components made it let everything out. */
export const OPEN_EGRESS = 'cdk8s-otel-skupper/open-egress';

const INJECTED_PODS: LabelSelector = { matchExpressions: [{ key: INJECTED_LABEL, operator: 'Exists' }] };

const denials = new WeakSet<ApiObject>();

/** Whether an object is the policy by which a site closes a namespace. */
export function isDefaultDeny(object: ApiObject): boolean {
  return denials.has(object);
}

const partial = new WeakSet<ApiObject>();

/** Whether an object is a policy for a sidecar or an agent in pods: of what the application in them needs it says nothing. */
export function isPartial(object: ApiObject): boolean {
  return partial.has(object);
}

/**
 * The network policies of a site. What they let through is worked out when they are rendered, from all that the program has by then:
 * a namespace of the site's own is closed but for that, in others only the site's own pods are.
 */
export class SitePolicies {
  private readonly context: PolicyContext;
  /** Where policies of a namespace are written: in its chart. */
  private readonly scopes = new Map<string, Construct>();
  private readonly closed = new Set<string>();
  private readonly sidecars = new Set<NetworkMember>();

  public constructor(
    private readonly site: GuardedSite,
    options: NetworkPolicyOptions,
    isClosed: boolean,
  ) {
    const directory = tryFindDirectory(site) ?? new ClusterDirectory();
    this.context = { site, options, directory, closed: this.closed };
    setGuard(site, {
      admit: (member) => {
        this.admit(member);
      },
    });
    this.addNamespace(site, site.namespace, isClosed);
    this.addPolicy(site.namespace, 'skupper-router', { selector: ROUTER_PODS }, () => routerFlows(this.context));
  }

  /** A namespace of the site. @param isClosed whether the program makes it, and everything in it is its own */
  public addNamespace(chart: Construct, namespace: string, isClosed: boolean): void {
    this.scopes.set(namespace, new Construct(chart, 'network-policies'));
    if (!isClosed) return;
    this.closed.add(namespace);
    // Names are for every pod to resolve: each of the others needs it, and no rule has to repeat it.
    const policy = this.addPolicy(namespace, 'default-deny', { selector: {} }, () => ({ ingress: [], egress: this.dns(namespace) }));
    if (policy !== undefined) denials.add(policy);
    if (this.sidecars.size > 0) this.addSidecarPolicy(namespace);
  }

  /** Lets the router in to what an address leads to. @param service the Service that it is reached by, if there is one of the program */
  public admitExposed(name: string, { place, port }: PlaceAndPort, service: ApiObject | undefined): void {
    const own = this.site.namespace;
    const namespace = (service === undefined && 'selector' in place ? place.namespace : service?.metadata.namespace) ?? own;
    if (!this.closed.has(namespace) || (service === undefined && 'host' in place)) return;
    const end = (): { readonly selector?: LabelSelector; readonly port?: { readonly protocol: 'TCP' | 'UDP'; readonly port?: number } } => {
      if ('selector' in place) return { selector: parseSelector(place.selector), port: tcp(port) };
      const [rendered] = service === undefined ? [] : render(service);
      return rendered === undefined ? {} : endOfService(rendered.spec, port);
    };
    this.addManifest(namespace, `${name}-exposed`, () => {
      const { selector, port: target = ALL_TCP } = end();
      const flows: readonly Flow[] = [{ peers: [podsIn(ROUTER_PODS, [own], namespace)], ports: [target] }];
      // A Service without a selector leads to no pod: neither does the policy.
      return networkPolicySpec(selector ?? NO_PODS, { ingress: flows });
    });
  }

  private admit(member: NetworkMember): void {
    const { isSidecar, sidecar } = member;
    const [namespace = this.site.namespace] = member.namespaces;
    const injected = isSidecar ? member : sidecar;
    if (injected !== undefined && (isSidecar || this.closed.has(namespace))) {
      this.sidecars.add(injected);
      for (const closed of this.closed) this.addSidecarPolicy(closed);
      return;
    }
    if (member.onlySends && !this.closed.has(namespace)) return;
    const members = [member, ...(sidecar === undefined ? [] : [sidecar])];
    const policy = this.addPolicy(
      namespace,
      member.policy,
      member,
      () => this.flowsOf(namespace, members),
      () => openedBy(members),
    );
    if (member.onlySends && policy !== undefined) partial.add(policy);
  }

  /** Pods with a sidecar: what it needs is let through to all of them, whatever else they are. */
  private addSidecarPolicy(namespace: string): void {
    const policy = this.addPolicy(
      namespace,
      `${this.site.siteName}-sidecars`,
      { selector: INJECTED_PODS },
      () => this.flowsOf(namespace, [...this.sidecars]),
      () => openedBy([...this.sidecars]),
    );
    if (policy !== undefined) partial.add(policy);
  }

  private flowsOf(namespace: string, members: readonly NetworkMember[]): PolicyFlows {
    const flows = members.map((member) => memberFlows(this.context, namespace, member));
    return { ingress: flows.flatMap(({ ingress = [] }) => ingress), egress: flows.flatMap(({ egress = [] }) => egress) };
  }

  private addPolicy(
    namespace: string,
    name: string,
    pods: { readonly selector: LabelSelector },
    flows: () => PolicyFlows,
    openedBy?: () => readonly string[],
  ): Manifest | undefined {
    const spec = (): unknown => {
      const { ingress, egress = [] } = flows();
      const dns = this.closed.has(namespace) ? [] : this.dns(namespace);
      return networkPolicySpec(pods.selector, { ingress, egress: [...egress, ...dns] });
    };
    return this.addManifest(namespace, name, spec, openedBy);
  }

  private addManifest(namespace: string, name: string, spec: () => unknown, openedBy?: () => readonly string[]): Manifest | undefined {
    const scope = this.scopes.get(namespace) ?? this.scopes.get(this.site.namespace) ?? this.site;
    const id = this.scopes.has(namespace) ? name : `${namespace}-${name}`;
    // Two of one name are two pods of one name: that is found where they are made.
    if (scope.node.tryFindChild(id) !== undefined) return undefined;
    const because = openedBy && (Lazy.any({ produce: () => openedBy().join(', ') || undefined }) as string);
    return new Manifest(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      name,
      namespace,
      annotations: because === undefined ? {} : { [OPEN_EGRESS]: because },
      fields: { spec },
    });
  }

  private dns(namespace: string): readonly Flow[] {
    const isOpenShift = this.site.cluster.platform === Platform.OPENSHIFT;
    const own: Flow = { peers: [everyPodOf('openshift-dns', namespace)], ports: OPENSHIFT_DNS_PORTS };
    return [{ peers: 'anybody', ports: DNS_PORTS }, ...(isOpenShift ? [own] : [])];
  }
}

/** Selects nothing. */
const NO_PODS: LabelSelector = { matchExpressions: [{ key: 'skupper.io/component', operator: 'In', values: ['none'] }] };
