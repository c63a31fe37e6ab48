// Two sites of one name in different scopes would write to one folder, and so would a chart of that name.
// finding: site/name-taken eu/edge
// finding: site/name-taken plain
import { Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

import { Cluster, EdgeSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  new EdgeSite(network, 'edge');
  new EdgeSite(new Construct(network, 'eu'), 'edge', { cluster: new Cluster('eu') });
  new EdgeSite(new Construct(network, 'us'), 'plain');
  new ConfigMap(new Chart(network, 'plain'), 'settings', { data: { a: 'b' } });
}
