/**
 * The edges of one team, whose hub is another team's in another repository. `otel-skupper attributes` of the hub's program
 * printed `hub-elsewhere.json`; what it exposes and how it is reached is known from there and checked here.
 */
import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  TraceGenerator,
  otlpReceiver,
} from '../constructs';
import attributes from './hub-elsewhere.json';

const network = new TelemetryNetwork();

const hub = PublicSite.fromAttributes(attributes);
for (const name of ['plant-1', 'plant-2']) {
  const edge = new EdgeSite(network, name, { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent
    .traces()
    .receive(otlpReceiver())
    .export(edge.exporterTo(hub.address('otel-linked-collector')));
  new TraceGenerator(edge, 'press', { sendTo: agent });
}

network.synth();
