import { compareText } from '../synth/finding';
import type { LabelSelector } from './label-selector';
import { CLUSTER_PODS, type PolicyPeer } from './peers';
import { covers, type PolicyPort } from './ports';

/** Connections that pods make or take. */
export interface Flow {
  /** The other end: these, or anybody at any address. */
  readonly peers: readonly PolicyPeer[] | 'anybody';
  /** Ports of the end that is connected to, or whatever there is. */
  readonly ports: readonly PolicyPort[] | 'all';
}

/** What is let through, by direction. A direction that is left out is not the policy's affair; an empty one lets nothing through. */
export interface PolicyFlows {
  readonly ingress?: readonly Flow[];
  readonly egress?: readonly Flow[];
}

/** The spec of a `NetworkPolicy`. */
export interface NetworkPolicySpec {
  readonly podSelector: LabelSelector;
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly { readonly from?: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }[];
  readonly egress?: readonly { readonly to?: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }[];
}

interface Rule {
  /** Undefined is anybody. */
  readonly peers?: readonly PolicyPeer[];
  /** Undefined is every port of every protocol. */
  readonly ports?: readonly PolicyPort[];
}

/**
 * The spec of a policy for pods: each flow is in it once, whatever the order and however often it was given.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicySpec(podSelector: LabelSelector, { ingress, egress }: PolicyFlows): NetworkPolicySpec {
  const [incoming, outgoing] = [ingress && rulesOf(ingress), egress && rulesOf(egress)];
  return {
    podSelector,
    policyTypes: [...(incoming ? ['Ingress' as const] : []), ...(outgoing ? ['Egress' as const] : [])],
    ...(incoming &&
      incoming.length > 0 && { ingress: incoming.map(({ peers, ports }) => ({ ...(peers && { from: peers }), ...(ports && { ports }) })) }),
    ...(outgoing &&
      outgoing.length > 0 && { egress: outgoing.map(({ peers, ports }) => ({ ...(peers && { to: peers }), ...(ports && { ports }) })) }),
  };
}

/** Flows as few rules: one for each set of peers, and where ports are the same, for all of those peers together. */
function rulesOf(flows: readonly Flow[]): readonly Rule[] {
  const open = portsFor(flows.filter(({ peers }) => peers === 'anybody'));
  if (open === 'all') return [{}];
  const byPeer = new Map<string, { readonly peer: PolicyPeer; readonly flows: Flow[] }>();
  for (const flow of flows) {
    if (flow.peers === 'anybody') continue;
    for (const peer of flow.peers) {
      const key = JSON.stringify(peer);
      const known = byPeer.get(key) ?? { peer, flows: [] };
      known.flows.push(flow);
      byPeer.set(key, known);
    }
  }
  const byPorts = new Map<string, { readonly peers: PolicyPeer[]; readonly ports: readonly PolicyPort[] | 'all' }>();
  for (const { peer, flows: own } of byPeer.values()) {
    const ports = without(portsFor(own), open);
    if (ports.length === 0) continue;
    const key = JSON.stringify(ports);
    const known = byPorts.get(key) ?? { peers: [], ports };
    known.peers.push(peer);
    byPorts.set(key, known);
  }
  const rules = [...byPorts.values()].map(({ peers, ports }): Rule => ({
    peers: sorted(withoutCovered(peers)),
    ...(ports !== 'all' && { ports }),
  }));
  return [...(open.length > 0 ? [{ ports: open }] : []), ...sorted(rules)];
}

function portsFor(flows: readonly Flow[]): readonly PolicyPort[] | 'all' {
  const all: PolicyPort[] = [];
  for (const { ports } of flows) {
    if (ports === 'all') return 'all';
    all.push(...ports);
  }
  const distinct = [...new Map(all.map((port) => [`${port.protocol} ${String(port.port)} ${String(port.endPort)}`, port])).values()];
  const widest = distinct.filter((port) => !distinct.some((other) => other !== port && covers(other, port)));
  return widest.sort((a, b) => compareText(a.protocol, b.protocol) || (a.port ?? 0) - (b.port ?? 0) || (a.endPort ?? 0) - (b.endPort ?? 0));
}

/** Ports that are not open to anybody anyway. */
function without(ports: readonly PolicyPort[] | 'all', open: readonly PolicyPort[]): readonly PolicyPort[] | 'all' {
  return ports === 'all' ? ports : ports.filter((port) => !open.some((other) => covers(other, port)));
}

/** Pods need no mention where all of the cluster are let through. */
function withoutCovered(peers: readonly PolicyPeer[]): readonly PolicyPeer[] {
  const every = JSON.stringify(CLUSTER_PODS);
  if (!peers.some((peer) => JSON.stringify(peer) === every)) return peers;
  return [CLUSTER_PODS, ...peers.filter(({ ipBlock }) => ipBlock !== undefined)];
}

function sorted<T>(values: readonly T[]): readonly T[] {
  if (values.length < 2) return values;
  const keyed = values.map((value) => [JSON.stringify(value), value] as const);
  return keyed.sort(([a], [b]) => compareText(a, b)).map(([, value]) => value);
}
