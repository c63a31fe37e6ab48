import { CollectorPipeline, EdgeSite, otlpHttpExporter, otlpReceiver, PublicSite, SiteLink, type LinkedExporter } from '../../constructs';
import { network } from '../helpers';
import { readOutput, type Output } from './outputs';

/** The output of a program of an edge, `shop-17`, whose collectors send logs and metrics to a hub. */
export function outputOfEdge(make: (edge: EdgeSite, toHub: LinkedExporter) => void): Output {
  const program = network();
  const hub = new PublicSite(program, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const [otlp, backend] = [otlpReceiver(), otlpHttpExporter({ endpoint: 'http://backend.monitoring.svc:8080/otlp' })];
  gateway.logs().receive(otlp).export(backend);
  gateway.metrics().receive(otlp).export(backend);
  const edge = new EdgeSite(program, 'shop-17', { links: [SiteLink.token(hub)] });
  make(edge, edge.exporterTo(hub.expose(gateway, otlp, { address: 'ingest' })));
  program.synth();
  return readOutput('linked edge', program.outdir);
}
