// One cluster runs two platforms.
// finding: cluster/platform b
import { Cluster, EdgeSite, Platform } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  new EdgeSite(network, 'a', { cluster: new Cluster('one'), namespace: 'a' });
  new EdgeSite(network, 'b', { cluster: new Cluster('one', { platform: Platform.OPENSHIFT }), namespace: 'b' });
}
