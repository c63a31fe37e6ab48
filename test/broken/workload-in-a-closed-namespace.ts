// A workload that nobody lets anything through to, in a namespace that the site closes. An error here, so that nothing is written.
// finding: network-policy/workload edge/nightly
// finding: network-policy/workload edge/web/Resource
// finding: network-policy/workload edge/with-sidecar/Resource
// says: no network policy of the program is for its pods
import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  TraceGenerator,
  debugExporter,
  existingNamespace,
  injectSidecar,
  otlpReceiver,
  type RuleSettings,
  type TelemetryNetwork,
} from '../../constructs';

export const rules: RuleSettings = { 'network-policy/workload': { severity: 'error', reason: 'nothing is to be cut off unseen' } };

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  const containers = [{ image: 'web:1' }];
  new kplus.Deployment(edge, 'web', { containers });
  new ApiObject(edge, 'nightly', { apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: {} } } } } });
  // Its policy lets through what the sidecar needs, and nothing of the application's.
  const sidecar = new CollectorPipeline(edge, 'sidecar', { mode: CollectorMode.sidecar() });
  sidecar.traces().receive(otlpReceiver()).export(debugExporter());
  injectSidecar(new kplus.Deployment(edge, 'with-sidecar', { containers }), sidecar);
  new TraceGenerator(edge, 'generator', { sendTo: sidecar });
  // Of these somebody says what they need, or nobody closes their namespace.
  new kplus.NetworkPolicy(edge, 'policy', { selector: new kplus.Deployment(edge, 'guarded', { containers }) });
  new kplus.Deployment(edge.addNamespace(existingNamespace('theirs')), 'elsewhere', { containers });
}
