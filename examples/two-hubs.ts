/**
 * Two hubs that stand in for each other. Edges have a link to each, of which one stands by; the hubs are linked, so that both are
 * reached over either. Traces go to the first hub as long as it is there; metrics are shared out.
 */
import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  debugExporter,
  failover,
  otlpReceiver,
  weighted,
  type TelemetryAddress,
} from '../constructs';

const network = new TelemetryNetwork();

// Connections stay where they are: made anew every now and then, they come back to a hub that is there again.
const otlp = otlpReceiver();

function addGateway(hub: PublicSite): TelemetryAddress {
  const gateway = new CollectorPipeline(hub, 'gateway', { mode: CollectorMode.deployment({ replicas: 2 }) });
  gateway.traces().receive(otlp).export(debugExporter());
  gateway.metrics().receive(otlp).export(debugExporter());
  return hub.expose(gateway, otlp, { address: 'ingest' });
}

const east = new PublicSite(network, 'east');
const west = new PublicSite(network, 'west', { links: [SiteLink.token(east, { cost: 2 })] });
const [eastern, western] = [addGateway(east), addGateway(west)];

for (const name of ['boston', 'denver']) {
  const edge = new EdgeSite(network, name, { links: [SiteLink.token(east), SiteLink.token(west)] });
  const agent = new CollectorPipeline(edge, 'agent');
  agent
    .traces()
    .receive(otlpReceiver())
    .export(edge.exporterTo(failover(eastern, western)));
  const shared = weighted({ address: eastern, weight: 3 }, { address: western, weight: 1 }).named('metrics');
  agent.metrics().receive(otlpReceiver()).export(edge.exporterTo(shared));
}

network.synth();
