// Two sites share a namespace of one cluster.
// finding: object/duplicate b/network-policies/skupper-router
// finding: site/one-per-namespace b/skupper-site/Resource
import { Cluster, existingNamespace, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const cluster = new Cluster('one');
  new PublicSite(network, 'a', { cluster });
  new PublicSite(network, 'b', { cluster, namespace: existingNamespace('telemetry') });
}
