// Tail sampling in several pods: without anything in front, behind an exporter that spreads the spans of a trace, and under an address.
// finding: tail-sampling/replicas hub/sampler/Resource
// finding: tail-sampling/replicas hub/fed/Resource
// finding: tail-sampling/replicas hub/exposed/Resource
// says: and it is under an address, which leads to any of them
// says: tail_sampling needs all spans of a trace in one pod, the collector has several, and no exporter of this program keeps traces together for it
// says: and otlp_grpc/fed of hub/front spreads the spans of a trace over them
import { CollectorMode, CollectorPipeline, debugExporter, otlpReceiver, PublicSite, tailSamplingProcessor } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const sampling = tailSamplingProcessor({ policies: [{ name: 'all', type: 'always_sample' }] });
  const otlp = otlpReceiver();
  const sampler = new CollectorPipeline(hub, 'sampler', { mode: CollectorMode.deployment({ autoscaler: { maxReplicas: 3 } }) });
  sampler.traces().receive(otlp).process(sampling).export(debugExporter());
  const fed = new CollectorPipeline(hub, 'fed', { mode: CollectorMode.deployment({ replicas: 2 }) });
  fed.traces().receive(otlp).process(sampling).export(debugExporter());
  const balanced = new CollectorPipeline(hub, 'balanced', { mode: CollectorMode.statefulset({ replicas: 2 }) });
  balanced.traces().receive(otlp).process(sampling).export(debugExporter());
  const exposed = new CollectorPipeline(hub, 'exposed', { mode: CollectorMode.statefulset({ replicas: 2 }) });
  exposed.traces().receive(otlp).process(sampling).export(debugExporter());
  hub.expose(exposed, otlp);
  new CollectorPipeline(hub, 'front')
    .traces()
    .receive(otlp)
    .export(fed.exporter(otlp), balanced.loadBalancedExporter(otlp), exposed.loadBalancedExporter(otlp));
}
