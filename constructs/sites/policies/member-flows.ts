import type { NetworkMember, ServedPort } from '../../security/network-member';
import type { Flow, PolicyFlows } from '../../security/network-policy';
import { CLUSTER_PODS, everyPodOf, podsIn, type PolicyPeer } from '../../security/peers';
import type { PolicyPort } from '../../security/ports';
import type { Rendering } from '../../synth/rendering';
import { dialFlows, ROUTER_PODS } from './destinations';
import type { PolicyContext } from './guarded-site';
import { routerDials } from './router-flows';

/** What pods of the program take and make. @param namespace where they are */
export function memberFlows(context: PolicyContext, namespace: string, member: NetworkMember): PolicyFlows {
  const { serves, dials } = member.connections(context.rendering);
  return {
    ingress: [
      ...serves.flatMap((served) => openFlows(served, member, namespace)),
      // What a sidecar receives comes from its own pod.
      ...(member.isSidecar ? [] : receiverFlows(context, namespace, member, serves)),
    ],
    egress: dialFlows(context, namespace, dials),
  };
}

/** What pods dial that nobody can know beforehand: why a policy lets everything out. */
export function openedBy(members: readonly NetworkMember[], rendering: Rendering): readonly string[] {
  const dials = members.flatMap((member) => member.connections(rendering).dials);
  return [...new Set(dials.flatMap((dial) => (dial.to === 'anywhere' ? [dial.because] : [])))].sort();
}

function openFlows(served: ServedPort, { viewers = 'nobody' }: NetworkMember, namespace: string): readonly Flow[] {
  const flow = (peers: Flow['peers']): readonly Flow[] => [{ peers, ports: [portOf(served)] }];
  switch (served.audience) {
    case 'anybody':
      return flow('anybody');
    case 'cluster':
      return flow([CLUSTER_PODS]);
    case 'viewers':
      return viewers === 'nobody' ? [] : flow(othersIn(namespace)[viewers]);
    case 'senders':
      return [];
  }
}

/** Peers that an option of a collector lets in, besides those that the program knows. */
function othersIn(namespace: string): Readonly<Record<'namespace' | 'cluster' | 'anybody', Flow['peers']>> {
  return { namespace: [everyPodOf(namespace, namespace)], cluster: [CLUSTER_PODS], anybody: 'anybody' };
}

/** Who sends to the receivers: who is known to, and who else may. */
function receiverFlows(context: PolicyContext, namespace: string, member: NetworkMember, serves: readonly ServedPort[]): readonly Flow[] {
  const received = serves
    .filter(({ audience }) => audience === 'senders')
    .map((served) => ({ served, peers: knownSenders(context, namespace, member, served) }));
  const sentTo = new Set(received.flatMap(({ served, peers }) => (peers.length > 0 ? [served.server] : [])));
  return received.flatMap(({ served, peers }): readonly Flow[] => {
    const { senders = sentTo.has(served.server) ? 'known' : 'cluster' } = member;
    const others = senders === 'known' ? [] : othersIn(namespace)[senders];
    const all = others === 'anybody' ? others : [...peers, ...others];
    return all.length === 0 ? [] : [{ peers: all, ports: [portOf(served)] }];
  });
}

function knownSenders(context: PolicyContext, namespace: string, member: NetworkMember, { port }: ServedPort): readonly PolicyPeer[] {
  const { directory, site, rendering } = context;
  const diallers = new Set(member.services.flatMap((name) => directory.diallersOf({ name, namespace }, port, rendering)));
  const router = routerDials(context, member, port) ? [podsIn(ROUTER_PODS, [site.namespace], namespace)] : [];
  return [...[...diallers].map((dialler) => podsIn(dialler.selectorIn(rendering), dialler.namespaces, namespace)), ...router];
}

function portOf({ protocol, port }: ServedPort): PolicyPort {
  return { protocol, port };
}
