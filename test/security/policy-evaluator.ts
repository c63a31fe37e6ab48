import { isIPv4 } from 'node:net';

type Labels = Readonly<Record<string, string>>;

/** A selector of Kubernetes. */
export interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** A `NetworkPolicy`, as far as it is evaluated. */
export interface Policy {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly podSelector?: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly Port[] }[];
    readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }[];
  };
}

/** A pod. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Names of its ports. */
  readonly ports?: Readonly<Record<string, number>>;
}

/** Someone who connects or is connected to: a pod, or an address of a node or of the world outside. */
export type Party = Pod | { readonly address: string };

/** A connection that somebody wants to make. */
export interface Connection {
  readonly from: Party;
  readonly to: Party;
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP';
}

/**
 * What the network policies of a cluster let through, by the words of the Kubernetes API: a pod that no policy of a direction selects is
 * open in that direction; of one that some select, what one of them lets through. Nodes are taken for any other address.
 *
 * @param namespaces labels of namespaces that have more than that of their name
 */
export function allows(policies: readonly Policy[], connection: Connection, namespaces: Readonly<Record<string, Labels>> = {}): boolean {
  const { from, to, port, protocol = 'TCP' } = connection;
  const labelsOf = (namespace: string): Labels => ({ 'kubernetes.io/metadata.name': namespace, ...namespaces[namespace] });
  const passes = (pod: Party, type: 'Ingress' | 'Egress', other: Party): boolean => {
    if ('address' in pod) return true;
    const own = policies.filter(
      ({ metadata, spec }) =>
        metadata.namespace === pod.namespace && matches(spec.podSelector ?? {}, pod.labels) && typesOf(spec).includes(type),
    );
    if (own.length === 0) return true;
    return own.some(({ metadata, spec }) => {
      const rules =
        type === 'Ingress'
          ? (spec.ingress ?? []).map(({ from: peers, ports }) => ({ peers, ports }))
          : (spec.egress ?? []).map(({ to: peers, ports }) => ({ peers, ports }));
      return rules.some(
        ({ peers = [], ports = [] }) =>
          (peers.length === 0 || peers.some((peer) => isPeer(peer, other, metadata.namespace ?? '', labelsOf))) &&
          (ports.length === 0 || ports.some((allowed) => isPort(allowed, port, protocol, to))),
      );
    });
  };
  return passes(from, 'Egress', to) && passes(to, 'Ingress', from);
}

function typesOf({ policyTypes, egress }: Policy['spec']): readonly string[] {
  return policyTypes ?? (egress === undefined ? ['Ingress'] : ['Ingress', 'Egress']);
}

function isPeer(peer: Peer, other: Party, own: string, labelsOf: (namespace: string) => Labels): boolean {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  if (ipBlock !== undefined) {
    return (
      'address' in other && isWithin(other.address, ipBlock.cidr) && !(ipBlock.except ?? []).some((cidr) => isWithin(other.address, cidr))
    );
  }
  if ('address' in other) return false;
  const isThere = namespaceSelector === undefined ? other.namespace === own : matches(namespaceSelector, labelsOf(other.namespace));
  return isThere && matches(podSelector ?? {}, other.labels);
}

function isPort(allowed: Port, port: number, protocol: string, to: Party): boolean {
  if ((allowed.protocol ?? 'TCP') !== protocol) return false;
  const first = typeof allowed.port === 'string' ? ('address' in to ? undefined : to.ports?.[allowed.port]) : allowed.port;
  if (allowed.port === undefined) return true;
  return first !== undefined && first <= port && port <= (allowed.endPort ?? first);
}

/** Whether a selector takes these labels. */
export function matches({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          throw new Error(`there is no operator ${operator}`);
      }
    })
  );
}

function isWithin(address: string, cidr: string): boolean {
  const [network = '', bits = '32'] = cidr.split('/');
  if (!isIPv4(address) || !isIPv4(network)) return false;
  const shift = 32 - Number(bits);
  const number = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return Math.floor(number(address) / 2 ** shift) === Math.floor(number(network) / 2 ** shift);
}
