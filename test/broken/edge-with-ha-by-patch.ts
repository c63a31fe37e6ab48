// An edge site is patched to run two routers and to accept links.
// finding: site/edge-ha edge/skupper-site/Resource
// finding: site/edge-link-access edge/skupper-site/Resource
import { JsonPatch } from 'cdk8s';

import { EdgeSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  edge.skupper.manifest.addJsonPatch(JsonPatch.add('/spec/ha', true), JsonPatch.add('/spec/linkAccess', 'default'));
}
