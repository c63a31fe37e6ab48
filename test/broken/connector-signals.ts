// Connectors between pipelines that do not go together, or on one side only.
// finding: connector/signals hub/gateway/Resource
// finding: connector/signals hub/gateway/Resource
// finding: connector/signals hub/gateway/Resource
// says: forward takes traces, and no pipeline receives from it what it makes of them
// says: forward gives metrics, and no pipeline exports to it what it makes them of
// says: span_metrics takes traces, and no pipeline receives from it what it makes of them
// says: span_metrics goes from traces to metrics
import { CollectorPipeline, debugExporter, forwardConnector, otlpReceiver, PublicSite, spanMetricsConnector } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const forward = forwardConnector();
  gateway.traces().receive(otlpReceiver()).export(forward, spanMetricsConnector());
  gateway.metrics().receive(forward).export(debugExporter());
}
