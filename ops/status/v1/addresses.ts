import type { TopologySite } from '../../../constructs';
import type { V1Network } from '../../v1/network';
import type { ObjectStatus } from '../network-status';
import { judge, type Judgement } from '../object-state';
import { someOf, type Partners } from '../partners';
import type { SiteSnapshot } from '../site-snapshot';

/** An address as one site has it. */
interface Address {
  readonly name: string;
  /** What it is for, in words. */
  readonly text: string;
  readonly partners: readonly string[];
}

/** The addresses that a site of Skupper v1 exposes or listens to: Skupper makes a Service of each in every site. */
export function v1Addresses(
  site: TopologySite,
  snapshot: SiteSnapshot,
  network: V1Network | undefined,
  partners: Partners,
): readonly ObjectStatus[] {
  return addressesOf(site, partners).map((address) => {
    const name = { apiVersion: 'v1', kind: 'Service', namespace: site.namespace.name, name: address.name };
    const seen = snapshot.find(name);
    const counts = countsOf(network, address.name);
    const details = { partners: address.partners, ...(counts && { matched: counts.connectors > 0 }) };
    if (seen === undefined) {
      const text = `${address.text}; Skupper makes the Service once it sees the address in its network`;
      return { ...name, origin: 'cluster', state: 'waiting', text, details };
    }
    const judged = judge(seen, {});
    return { ...name, origin: 'cluster', ...(judged.state === 'ok' ? stateOf(address, counts) : judged), details };
  });
}

function stateOf({ text }: Address, counts: Counts | undefined): Judgement {
  if (counts === undefined) return { state: 'ok', text };
  if (counts.connectors === 0) return { state: 'waiting', text: `${text}, and has no target in the network yet` };
  return { state: 'ok', text: `${text} (connectors: ${String(counts.connectors)}, listeners: ${String(counts.listeners)})` };
}

/** What it exposes comes first: an address that it listens to as well is one. */
function addressesOf({ name: site, exposes, listens }: TopologySite, partners: Partners): readonly Address[] {
  const exposed = exposes.map(({ address, routingKey }): Address => {
    const sites = partners.listenersOf(routingKey);
    const who = sites.length === 0 ? 'sites of other programs' : someOf(sites);
    return { name: address, text: `${site}/${address} is for ${who}`, partners: sites };
  });
  const known = new Set(exposed.map(({ name }) => name));
  const listened = listens.filter(({ address }) => !known.has(address));
  return [
    ...exposed,
    ...listened.map(({ address, port, leadsTo }): Address => {
      const ends = leadsTo.map((end) => `${end.site}/${address}`);
      return { name: address, text: `${address}:${String(port)} leads to ${someOf(ends)}`, partners: ends };
    }),
  ];
}

interface Counts {
  readonly connectors: number;
  readonly listeners: number;
}

/** Over all ports of an address; undefined if nobody tells. */
function countsOf(network: V1Network | undefined, address: string): Counts | undefined {
  const own = network?.addresses.filter(({ name }) => name === address || name.startsWith(`${address}:`));
  return own && { connectors: sum(own.map((one) => one.connectors)), listeners: sum(own.map((one) => one.listeners)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
