// Objects that lead traffic to collectors whose network policies close the port. A warning: here the network makes it an error.
// finding: network-policy/outside-access edge/ui
// finding: network-policy/outside-access edge/route
// finding: network-policy/outside-access edge/published
// finding: network-policy/outside-access edge/by-operator/Resource
// says: the Ingress ui leads to port 16686 of the collector jaeger, which its network policies close to ingress controllers
// says: Set viewers: 'cluster' for the collector jaeger, or add a NetworkPolicy that lets them in.
// says: leads to port 4318 of the collector gateway, which its network policies close to ingress controllers
// says: leads to port 4317 of the collector open, which its network policies close to addresses outside of the cluster
// says: Set senders: 'anybody' for the collector open, or add a NetworkPolicy that lets them in.
// says: spec.ingress leads to ports 4317, 4318 of the collector by-operator, which its network policies close to ingress controllers
import { ApiObject, JsonPatch } from 'cdk8s';
import type { RuleSettings, TelemetryNetwork } from '../../constructs';
import { CollectorPipeline, debugExporter, EdgeSite, JaegerAllInOne, otlpReceiver } from '../../constructs';

export const rules: RuleSettings = { 'network-policy/outside-access': { severity: 'error', reason: 'nothing is closed unseen' } };

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  const jaeger = new JaegerAllInOne(edge, 'jaeger');
  const service = { name: 'jaeger-collector-extension', port: { number: 16_686 } };
  const paths = [{ path: '/', pathType: 'Prefix', backend: { service } }];
  new ApiObject(edge, 'ui', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'ui' },
    spec: { rules: [{ http: { paths } }] },
  });
  // Another collector sends to the gateway, so its receiver is closed to all others.
  const [otlp, gateway] = [otlpReceiver(), new CollectorPipeline(edge, 'gateway')];
  gateway.traces().receive(otlp).export(jaeger.exporter());
  const agent = new CollectorPipeline(edge, 'agent');
  agent.traces().receive(otlpReceiver()).export(gateway.exporter(otlp));
  const backendRefs = [{ name: 'gateway-collector', port: 4318 }];
  new ApiObject(edge, 'route', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', spec: { rules: [{ backendRefs }] } });
  // Pods of the cluster reach this one, addresses outside do not.
  new CollectorPipeline(edge, 'open').traces().receive(otlpReceiver()).export(debugExporter());
  new ApiObject(edge, 'published', {
    apiVersion: 'v1',
    kind: 'Service',
    spec: {
      type: 'LoadBalancer',
      selector: { 'app.kubernetes.io/name': 'open-collector' },
      ports: [{ port: 443, targetPort: 4317 }],
    },
  });
  const byOperator = new CollectorPipeline(edge, 'by-operator', { senders: 'known' });
  byOperator.traces().receive(otlpReceiver()).export(debugExporter());
  byOperator.manifest.addJsonPatch(JsonPatch.add('/spec/ingress', { type: 'ingress', hostname: 'otlp.example.com' }));
}
