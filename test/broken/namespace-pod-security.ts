// What a namespace keeps out: files and ports of the node, a careless workload, a sidecar that is put into another pod, the router.
// finding: namespace/pod-security edge/node/Resource
// finding: namespace/pod-security edge/node/Resource
// says: a volume with files of the node, and the namespace telemetry enforces the PodSecurity level baseline
// says: a port of the node, and the namespace telemetry enforces
// says: site.addNamespace(name, { podSecurity: 'privileged' })
// finding: namespace/pod-security edge/strict/app
// finding: namespace/pod-security edge/strict/app
// says: does not drop ALL capabilities, and the namespace strict enforces the PodSecurity level restricted
// finding: namespace/pod-security edge/strict/generator/Resource
// says: sidecar edge/agent/Resource: spec.securityContext.privileged
// finding: namespace/pod-security hub/skupper-site/Resource
// says: the pods of the Skupper router pass baseline at most
import { ApiObject, JsonPatch } from 'cdk8s';

import { CollectorMode, CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, PublicSite, TraceGenerator } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge', { networkPolicies: false });
  const node = new CollectorPipeline(edge, 'node', {
    mode: CollectorMode.daemonset(),
    volumes: [{ name: 'logs', mountPath: '/var/log', source: { hostPath: { path: '/var/log' } }, readOnly: true }],
  });
  node.logs().receive(otlpReceiver()).export(debugExporter());
  node.manifest.addJsonPatch(JsonPatch.add('/spec/ports', [{ name: 'otlp', port: 4317, hostPort: 4317 }]));

  const strict = edge.addNamespace('strict', { podSecurity: 'restricted' });
  new ApiObject(strict, 'app', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'app' },
    spec: {
      jobTemplate: {
        spec: {
          template: {
            spec: {
              securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
              containers: [{ name: 'app', image: 'app:1' }],
            },
          },
        },
      },
    },
  });
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent.traces().receive(otlpReceiver()).export(debugExporter());
  agent.manifest.addJsonPatch(JsonPatch.add('/spec/securityContext/privileged', true));
  new TraceGenerator(strict, 'generator', { sendTo: agent });

  const hub = new PublicSite(network, 'hub');
  const level = '/metadata/labels/pod-security.kubernetes.io~1enforce';
  for (const object of hub.node.findAll().filter((construct) => construct instanceof ApiObject)) {
    if (object.kind === 'Namespace') object.addJsonPatch(JsonPatch.replace(level, 'restricted'));
  }
}
