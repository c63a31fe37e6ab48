// Faults of several kinds and sites are listed together, foreign validations among them.
// finding: pipeline/none a/one/Resource
// finding: pipeline/none b/one/Resource
// finding: schema b/skupper-site/Resource
// finding: validation b
// says: ask the platform team
import { JsonPatch } from 'cdk8s';

import { CollectorPipeline, EdgeSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const [a, b] = [new EdgeSite(network, 'a'), new EdgeSite(network, 'b')];
  for (const site of [b, a]) new CollectorPipeline(site, 'one');
  b.skupper.manifest.addJsonPatch(JsonPatch.add('/spec/routerMode', 'edge'));
  b.node.addValidation({ validate: () => ['ask the platform team'] });
}
