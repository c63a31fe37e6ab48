// Patches of what other objects are derived from.
// finding: collector/identity-patched hub/gateway/Resource
// finding: collector/identity-patched hub/gateway/Resource
// finding: collector/identity-patched hub/gateway/Resource
import { JsonPatch } from 'cdk8s';

import { CollectorPipeline, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  gateway.manifest.addJsonPatch(
    JsonPatch.replace('/metadata/name', 'other'),
    JsonPatch.replace('/metadata/namespace', 'elsewhere'),
    JsonPatch.replace('/spec/mode', 'daemonset'),
  );
}
