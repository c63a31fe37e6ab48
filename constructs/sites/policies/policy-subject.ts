import type { ApiObject } from 'cdk8s';

import { INJECTED_LABEL } from '../../collector/pods/sidecar';
import { parseSelector, type LabelSelector } from '../../security/label-selector';
import type { NetworkMember } from '../../security/network-member';
import { networkPolicySpec, type Flow, type PolicyFlows } from '../../security/network-policy';
import { podsIn } from '../../security/peers';
import { ALL_TCP, tcp } from '../../security/ports';
import type { Rendering } from '../../synth/rendering';
import type { PlaceAndPort } from '../addresses/exposure';
import { endOfService, ROUTER_PODS, type ServiceEnd } from './destinations';
import type { PolicyContext } from './guarded-site';
import { memberFlows, openedBy } from './member-flows';
import { render } from './rendered-objects';
import { routerFlows } from './router-flows';

/** Pods of a network policy, and the traffic that the policy allows. */
export interface PolicySubject {
  selectorIn(rendering: Rendering): LabelSelector;
  flows(context: PolicyContext, namespace: string): PolicyFlows;
  /** Components that make the policy allow all egress. Not for pods whose destinations are all known. */
  openedBy?(rendering: Rendering): readonly string[];
}

/** Every pod of a namespace. */
export class DenyAll implements PolicySubject {
  public constructor(private readonly egress: readonly Flow[]) {}

  public selectorIn(): LabelSelector {
    return {};
  }

  public flows(): PolicyFlows {
    return { ingress: [], egress: this.egress };
  }
}

/** The router of a site. */
export class RouterPods implements PolicySubject {
  public selectorIn(): LabelSelector {
    return ROUTER_PODS;
  }

  public flows(context: PolicyContext): PolicyFlows {
    return routerFlows(context);
  }
}

/** Pods of the program. */
export class MemberPods implements PolicySubject {
  public constructor(
    private readonly member: NetworkMember,
    private readonly members: readonly NetworkMember[],
  ) {}

  public selectorIn(rendering: Rendering): LabelSelector {
    return this.member.selectorIn(rendering);
  }

  public flows(context: PolicyContext, namespace: string): PolicyFlows {
    return flowsOf(context, namespace, this.members);
  }

  public openedBy(rendering: Rendering): readonly string[] {
    return openedBy(this.members, rendering);
  }
}

/** Pods into which the operator injects a sidecar. */
export class SidecarPods implements PolicySubject {
  /** The sidecars so far. */
  public readonly members = new Set<NetworkMember>();

  public selectorIn(): LabelSelector {
    return { matchExpressions: [{ key: INJECTED_LABEL, operator: 'Exists' }] };
  }

  public flows(context: PolicyContext, namespace: string): PolicyFlows {
    return flowsOf(context, namespace, [...this.members]);
  }

  public openedBy(rendering: Rendering): readonly string[] {
    return openedBy([...this.members], rendering);
  }
}

/** Pods that an address leads to. */
export class ExposedPods {
  public constructor(
    private readonly siteNamespace: string,
    private readonly namespace: string,
    private readonly place: PlaceAndPort,
    private readonly service: ApiObject | undefined,
  ) {}

  public static readonly spec = (pods: ExposedPods, rendering: Rendering): object => {
    const { selector, port = ALL_TCP } = pods.end(rendering);
    const flows: readonly Flow[] = [{ peers: [podsIn(ROUTER_PODS, [pods.siteNamespace], pods.namespace)], ports: [port] }];
    // A Service without a selector leads to no pod: neither does the policy.
    return networkPolicySpec(selector ?? NO_PODS, { ingress: flows });
  };

  private end(rendering: Rendering): Pick<ServiceEnd, 'selector' | 'port'> {
    const { place, port } = this.place;
    if ('selector' in place) {
      const selector = parseSelector(place.selector);
      return { ...(selector && { selector }), port: tcp(port) };
    }
    const rendered = this.service && render(this.service, rendering);
    return rendered === undefined ? {} : endOfService(rendered.spec, port);
  }
}

function flowsOf(context: PolicyContext, namespace: string, members: readonly NetworkMember[]): PolicyFlows {
  const flows = members.map((member) => memberFlows(context, namespace, member));
  return { ingress: flows.flatMap(({ ingress = [] }) => ingress), egress: flows.flatMap(({ egress = [] }) => egress) };
}

/** Selects nothing. */
const NO_PODS: LabelSelector = { matchExpressions: [{ key: 'skupper.io/component', operator: 'In', values: ['none'] }] };
