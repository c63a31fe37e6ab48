// Agents that are asked for and not there, for pods that nobody told which container is whose, and without the sidecar that they send to.
// finding: instrumentation/missing edge/any/Resource
// says: has 2 of them, and "true" wants exactly one
// finding: instrumentation/missing edge/misspelt/Resource
// says: the namespace telemetry has none of that name
// finding: instrumentation/missing edge/open/namespace
// finding: instrumentation/no-sidecar edge/alone/Resource
// says: its agent sends to localhost, where the pod has no sidecar
// finding: instrumentation/containers edge/vague/Resource
// finding: instrumentation/containers edge/vague/Resource
// says: one of the 2 agents of the pod, and does not say for which container
// finding: instrumentation/containers edge/shared/Resource
// says: the container "main" gets two agents: java and python
// finding: instrumentation/containers edge/gone/Resource
// says: the pod has no container "mian"
// finding: instrumentation/containers edge/nightly
// says: the agent for Go is for one container
// finding: namespace/pod-security edge/nightly
// says: agent: spec.go.hostPath
import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

import {
  AutoInstrumentation,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  Language,
  debugExporter,
  injectSidecar,
  otlpReceiver,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

const PREFIX = 'instrumentation.opentelemetry.io';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge', { networkPolicies: false });
  const [gateway, sidecar] = [CollectorMode.deployment(), CollectorMode.sidecar()].map((mode, i) => {
    const made = new CollectorPipeline(edge, `collector-${String(i)}`, { mode });
    made.traces().receive(otlpReceiver()).export(debugExporter());
    return made;
  }) as [CollectorPipeline, CollectorPipeline];
  const agents = new AutoInstrumentation(edge, 'agents', { sendTo: gateway });
  new AutoInstrumentation(edge, 'beside', { sendTo: sidecar });
  const app = (id: string, annotations: Readonly<Record<string, string>>) =>
    new kplus.Deployment(edge, id, {
      podMetadata: {
        annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`${PREFIX}/${name}`, value])),
      },
      containers: [{ name: 'main', image: 'app:1' }],
    });
  app('right', { 'inject-java': 'agents' });
  app('off', { 'inject-java': 'false' });
  app('any', { 'inject-java': 'true' });
  app('misspelt', { 'inject-java': 'agnets' });
  // In a namespace that this program does not know, others may have put it.
  app('elsewhere', { 'inject-java': 'other/agents' });
  const open = edge.addNamespace('open');
  ApiObject.of(open.node.findChild('namespace')).metadata.addAnnotation(`${PREFIX}/inject-nodejs`, 'agents');

  app('alone', { 'inject-java': 'beside' });
  injectSidecar(app('with-sidecar', { 'inject-java': 'beside' }), sidecar);
  agents.instrument(app('several', { 'inject-python': 'agents', 'python-container-names': 'main' }), Language.PYTHON, {
    containers: ['main'],
  });

  app('vague', { 'inject-java': 'agents', 'inject-python': 'agents' });
  app('shared', { 'inject-java': 'agents', 'inject-python': 'agents', 'container-names': 'main' });
  app('gone', { 'inject-java': 'agents', 'java-container-names': 'mian' });
  new ApiObject(edge, 'nightly', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    spec: {
      jobTemplate: {
        spec: {
          template: {
            metadata: { annotations: { [`${PREFIX}/inject-go`]: 'other/agents', [`${PREFIX}/go-container-names`]: 'a,b' } },
            spec: { containers: [{ name: 'a' }, { name: 'b' }] },
          },
        },
      },
    },
  });
}
