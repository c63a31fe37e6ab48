/**
 * Two clusters of kind on a laptop: the hub is reached at a port of its node, whose name the nodes of the other cluster know.
 *
 * Skupper's controller of the hub needs the variables that `network.json` has under `access.controller`; with Helm that is
 * `--set enabledAccessTypes=local,loadbalancer,route,nodeport --set clusterHost=hub-control-plane --set defaultAccessType=nodeport`,
 * the last so that tokens can be spent.
 */
import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  LinkAccess,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  TraceGenerator,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub', { linkAccess: LinkAccess.nodePort({ host: 'hub-control-plane' }) });
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway');
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);

// By token: the ports of the node are the cluster's choice, and the token carries them.
const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
agent.traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
new TraceGenerator(edge, 'myapp', { sendTo: agent });

// By Secret, with ports that are fixed beforehand: nothing to tell the controller.
const fixed = new PublicSite(network, 'fixed-hub', {
  linkAccess: LinkAccess.nodePort({ host: 'fixed-hub-control-plane', ports: { interRouter: 30_671, edge: 30_672 } }),
  links: [SiteLink.token(hub)],
});
new EdgeSite(network, 'fixed-edge', { links: [SiteLink.secret(fixed, { secret: 'fixed-edge-client' })] });

network.synth();
