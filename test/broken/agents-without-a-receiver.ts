// Agents that send to a collector which takes no plain OTLP over HTTP, and to one of another cluster.
// finding: instrumentation/no-receiver edge/grpc
// finding: instrumentation/no-receiver edge/thrift
// finding: instrumentation/no-receiver edge/secured
// says: no pipeline of edge/agent receives plain OTLP over HTTP
// finding: instrumentation/other-cluster edge/far
// says: the collector hub/gateway is in the cluster hub, which pods of the cluster edge do not reach by its Service
import {
  AutoInstrumentation,
  CollectorPipeline,
  EdgeSite,
  PublicSite,
  basicauthExtension,
  debugExporter,
  jaegerReceiver,
  otlpReceiver,
} from '../../constructs';
import type { Receiver, TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const collector = (scope: EdgeSite | PublicSite, id: string, receiver: Receiver<'traces'>): CollectorPipeline => {
    const made = new CollectorPipeline(scope, id);
    made.traces().receive(receiver).export(debugExporter());
    return made;
  };
  const edge = new EdgeSite(network, 'edge', { networkPolicies: false });
  new AutoInstrumentation(edge, 'grpc', { sendTo: collector(edge, 'agent', otlpReceiver({ http: false })) });
  new AutoInstrumentation(edge, 'thrift', { sendTo: collector(edge, 'old', jaegerReceiver({ thriftCompact: {} })) });
  const htpasswd = basicauthExtension({ htpasswd: { inline: '${env:USERS:-none}' } });
  new AutoInstrumentation(edge, 'secured', {
    sendTo: collector(edge, 'closed', otlpReceiver({ http: { auth: { authenticator: htpasswd } } })),
  });
  const hub = new PublicSite(network, 'hub', { networkPolicies: false });
  new AutoInstrumentation(edge, 'far', { sendTo: collector(hub, 'gateway', otlpReceiver()) });
}
