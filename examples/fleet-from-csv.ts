/**
 * Two hundred shops from a data file, each with the gateway of its region. What is wrong with the file is found line by line; what is
 * wrong with a shop is found like everything else.
 */
import * as path from 'node:path';

import { Size } from 'cdk8s';

import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  FleetField,
  JaegerAllInOne,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  TraceGenerator,
  otlpReceiver,
  readFleet,
  type TelemetryAddress,
} from '../constructs';

const shops = readFleet(path.relative(process.cwd(), path.join(__dirname, 'shops.csv')), {
  name: FleetField.siteName(),
  region: FleetField.oneOf(['north', 'south']),
  spans: FleetField.integer({ min: 1, max: 1000 }),
  queue: FleetField.integer({ min: 2, max: 512, default: 32 }),
  note: FleetField.text({ optional: true }),
});

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub');
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const otlp = otlpReceiver();
function addGateway(name: string): TelemetryAddress {
  const gateway = new CollectorPipeline(hub, name, { mode: CollectorMode.deployment({ replicas: 2 }) });
  gateway.traces().receive(otlp).export(jaeger.exporter());
  return hub.expose(gateway, otlp);
}
const regions = { north: addGateway('north'), south: addGateway('south') };

network.addFleet(shops, ({ name, region, spans, queue }) => {
  const shop = new EdgeSite(network, name, { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(shop, 'agent', { mode: CollectorMode.sidecar() });
  agent
    .traces()
    .receive(otlpReceiver())
    .export(shop.exporterTo(regions[region], { queueSize: Size.mebibytes(queue) }));
  new TraceGenerator(shop, 'till', { sendTo: agent, rate: spans });
  return shop;
});

network.synth();
