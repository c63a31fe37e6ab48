// What pods of OpenShift are refused unless a wider constraint is bound to them.
// finding: openshift/fixed-user edge/app/Resource
// finding: openshift/fixed-user edge/app/Resource
// finding: openshift/fixed-user edge/agent/Resource
// says: refuses runAsUser 1000
// says: refuses fsGroup 2000
// finding: openshift/host-access edge/agent/Resource
// says: OpenShift refuses a volume of the node
// finding: openshift/host-access edge/nightly
// says: OpenShift refuses hostNetwork
import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

import { Cluster, CollectorMode, CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, Platform } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge', {
    cluster: new Cluster('ocp', { platform: Platform.OPENSHIFT }),
    podSecurity: 'privileged',
    networkPolicies: false,
  });
  new kplus.Deployment(edge, 'app', {
    securityContext: { user: 1000, ensureNonRoot: true },
    containers: [{ image: 'app:1', securityContext: { user: 1000 } }],
  });
  const agent = new CollectorPipeline(edge, 'agent', {
    mode: CollectorMode.daemonset(),
    volumes: [{ name: 'logs', mountPath: '/var/log/pods', source: { hostPath: { path: '/var/log/pods' } }, readOnly: true }],
  });
  agent.logs().receive(otlpReceiver()).export(debugExporter());
  agent.manifest.addJsonPatch(JsonPatch.add('/spec/podSecurityContext/fsGroup', 2000));
  new ApiObject(edge, 'nightly', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly' },
    spec: { jobTemplate: { spec: { template: { spec: { hostNetwork: true, containers: [] } } } } },
  });
  // Whoever names a service account answers for what is bound to it.
  new ApiObject(edge, 'trusted', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'trusted' },
    spec: { serviceAccountName: 'trusted', hostNetwork: true, containers: [] },
  });
}
