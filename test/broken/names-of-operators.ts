// Workloads, Services and service accounts under names that operators use, and two listeners on one host.
// finding: listener/host-taken edge/two/Resource
// finding: object/made-by-operator edge/agent-collector/Resource
// finding: object/made-by-operator edge/router
// finding: object/made-by-operator edge/account
// finding: address/not-exposed edge/one/Resource
// finding: address/not-exposed edge/two/Resource
import { ApiObject } from 'cdk8s';

import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, SkupperListener, TraceGenerator } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  const agent = new CollectorPipeline(edge, 'agent');
  agent.traces().receive(otlpReceiver()).export(debugExporter());
  new TraceGenerator(edge, 'agent-collector', { sendTo: agent });
  new ApiObject(edge, 'router', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'skupper-router' } });
  new ApiObject(edge, 'account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'skupper-router' } });
  for (const name of ['one', 'two']) new SkupperListener(edge, name, { name, host: 'ingest', port: 4317, routingKey: 'ingest' });
}
