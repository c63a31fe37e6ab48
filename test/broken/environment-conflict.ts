// Two components that want one variable of the environment for different secrets.
// finding: component/conflict hub/gateway
// says: the environment variable TOKEN is wanted twice, and not the same
import { CollectorPipeline, otlpHttpExporter, otlpReceiver, PublicSite, secretValue } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const backend = (name: string) =>
    otlpHttpExporter({
      endpoint: `https://${name}.example.com`,
      headers: { authorization: secretValue(name, 'token', { prefix: 'Bearer ', variable: 'TOKEN' }) },
    });
  gateway.traces().receive(otlpReceiver()).export(backend('a'), backend('b'));
}
