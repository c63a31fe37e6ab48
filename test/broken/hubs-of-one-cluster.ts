// Two hubs of one cluster that would have its one controller told two things.
// finding: cluster/controller second
// finding: cluster/controller second
// says: would need SKUPPER_GATEWAY_CLASS=istio here and envoy for first
import { Cluster, LinkAccess, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const cluster = new Cluster('shared');
  const gateway = (domain: string, className: string): LinkAccess => LinkAccess.gateway({ domain, className });
  new PublicSite(network, 'first', { cluster, namespace: 'first', linkAccess: gateway('a.example.com', 'envoy') });
  new PublicSite(network, 'second', { cluster, namespace: 'second', linkAccess: gateway('b.example.com', 'istio') });
  new PublicSite(network, 'third', { cluster, namespace: 'third', linkAccess: LinkAccess.nodePort({ host: 'node' }) });
}
