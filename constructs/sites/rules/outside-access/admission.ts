import { selects, type LabelSelector } from '../../../security/label-selector';
import type { ServedPort } from '../../../security/network-member';
import type { InventoryEntry } from '../../../synth/inventory';
import { Manifest } from '../../../synth/manifest';
import { groupKind } from '../../../synth/phase';
import { record, records } from '../../../synth/record';
import type { CollectorPods } from './collector-pods';
import type { Visitors } from './entrance';
import { placeIn } from './place';

type Fields = Readonly<Record<string, unknown>>;

/** A network policy for incoming connections. */
interface IngressPolicy {
  readonly selector: LabelSelector;
  readonly rules: readonly Fields[];
  /** Whether this package creates it. */
  readonly isOwn: boolean;
}

/** The network policies of a cluster, and what they let in. */
export class Admission {
  private readonly policies = new Map<string, IngressPolicy[]>();

  public see({ json, object, cluster }: InventoryEntry): void {
    if (groupKind(json.apiVersion, json.kind) !== 'NetworkPolicy.networking.k8s.io') return;
    const { podSelector, policyTypes, ingress } = record(json['spec']);
    if (Array.isArray(policyTypes) && !policyTypes.includes('Ingress')) return;
    const place = placeIn(cluster, json.metadata.namespace);
    const policy = { selector: record(podSelector), rules: records(ingress), isOwn: Manifest.isManifest(object) };
    this.policies.set(place, [...(this.policies.get(place) ?? []), policy]);
  }

  /** Whether visitors reach a port. Ports without a policy of this package are not its concern. */
  public admits({ place, labels, hasOperatorPolicy }: CollectorPods, served: ServedPort, visitors: Visitors): boolean {
    const policies = (this.policies.get(place) ?? []).filter(({ selector }) => selects(selector, labels));
    if (hasOperatorPolicy || !policies.some(({ isOwn }) => isOwn)) return true;
    return policies.some(({ rules, isOwn }) =>
      rules.some(({ from, ports }) => hasPort(ports, served) && hasPeer(records(from), visitors, isOwn)),
    );
  }
}

/** Whether a rule is for a port. A port by its name can be any port. */
function hasPort(ports: unknown, served: ServedPort): boolean {
  if (records(ports).length === 0) return true;
  return records(ports).some(({ protocol = 'TCP', port, endPort = port }) => {
    if (protocol !== served.protocol) return false;
    return typeof port !== 'number' || (port <= served.port && served.port <= Number(endPort));
  });
}

/**
 * Whether a rule lets visitors in. Nobody knows the pods of a controller, so a policy of the program may mean them by any peer. The policies
 * of this package name known senders by their labels, and those are no controllers.
 */
function hasPeer(peers: readonly Fields[], visitors: Visitors, isOwn: boolean): boolean {
  if (peers.length === 0) return true;
  if (visitors === 'outside') return peers.some(({ ipBlock }) => ipBlock !== undefined);
  return peers.some(({ podSelector }) => !isOwn || Object.keys(record(podSelector)).length === 0);
}
