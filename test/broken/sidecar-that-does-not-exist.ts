// Workloads that ask for sidecars by hand: one that is misspelt, one of several. In a
// namespace that this program does not know, others may have put it.
// finding: sidecar/missing edge/any/Resource
// finding: sidecar/missing edge/misspelt/Resource
// says: the namespace telemetry has none of that name
// says: has 2 of them
import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

import { CollectorMode, CollectorPipeline, debugExporter, EdgeSite, otlpReceiver } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge', { networkPolicies: false });
  for (const name of ['one', 'two']) {
    const sidecar = new CollectorPipeline(edge, name, { mode: CollectorMode.sidecar() });
    sidecar.traces().receive(otlpReceiver()).export(debugExporter());
  }
  for (const [id, value] of [
    ['right', 'one'],
    ['off', 'false'],
    ['misspelt', 'onee'],
    ['any', 'true'],
  ] as const) {
    const podMetadata = { annotations: { 'sidecar.opentelemetry.io/inject': value } };
    new kplus.Deployment(edge, id, { podMetadata, containers: [{ image: 'app:1' }] });
  }
  new ApiObject(edge, 'elsewhere', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    spec: { jobTemplate: { spec: { template: { metadata: { annotations: { 'sidecar.opentelemetry.io/inject': 'other/one' } } } } } },
  });
}
