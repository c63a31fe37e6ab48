// The agent for Go is a privileged container with files of the node, which the namespace of a site does not let in.
// finding: namespace/pod-security edge/till/Resource
// finding: namespace/pod-security edge/till/Resource
// says: agent edge/agents/Resource: spec.go.securityContext.privileged
// says: agent edge/agents/Resource: spec.go.hostPath
import * as kplus from 'cdk8s-plus-27';

import { AutoInstrumentation, CollectorPipeline, EdgeSite, Language, debugExporter, otlpReceiver } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge', { networkPolicies: false });
  const till = new kplus.Deployment(edge, 'till', { containers: [{ image: 'till:1' }] });
  const gateway = new CollectorPipeline(edge, 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  new AutoInstrumentation(edge, 'agents', { sendTo: gateway }).instrument(till, Language.GO, { executable: '/till' });
}
