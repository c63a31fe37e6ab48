// Two collectors of one name in one namespace, and one namespace made twice.
// finding: object/duplicate a/gateway/Account/Resource
// finding: object/duplicate a/gateway/Resource
// finding: object/duplicate b/namespace
// finding: object/duplicate b/network-policies/default-deny
// finding: object/duplicate b/network-policies/skupper-router
// finding: site/one-per-namespace b/skupper-site/Resource
import { Construct } from 'constructs';

import { Cluster, CollectorPipeline, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const cluster = new Cluster('one');
  const site = new PublicSite(network, 'a', { cluster });
  new PublicSite(network, 'b', { cluster });
  const nested = new Construct(site, 'nested');
  for (const scope of [nested, site]) {
    new CollectorPipeline(scope, 'gateway').traces().receive(otlpReceiver()).export(debugExporter());
  }
}
