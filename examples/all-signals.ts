/**
 * Traces, metrics and logs from every edge to three backends of the hub. Of the traces, whole ones are kept that failed or were slow, and
 * one in ten of the others, by two pods behind the gateway; spans are counted before that. Metrics go to Mimir by remote write, logs to
 * Loki over OTLP/HTTP. Nobody names an image: the gateway's is the one that has remote write.
 */
import { Duration } from 'cdk8s';

import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  PublicSite,
  SamplingPolicy,
  SiteLink,
  TelemetryNetwork,
  hostMetricsReceiver,
  otlpHttpExporter,
  otlpReceiver,
  prometheusRemoteWriteExporter,
  secretValue,
} from '../constructs';

const network = new TelemetryNetwork();
const hub = new PublicSite(network, 'hub');
const jaeger = new JaegerAllInOne(hub, 'jaeger');

const gateway = new CollectorPipeline(hub, 'gateway', {
  mode: CollectorMode.deployment({ replicas: 2 }),
  tailSampling: {
    decisionWait: Duration.seconds(10),
    policies: [
      SamplingPolicy.drop([SamplingPolicy.stringAttribute('url.path', ['/healthz', '/readyz'])], { name: 'probes' }),
      SamplingPolicy.status(['ERROR']),
      SamplingPolicy.latency(Duration.millis(500)),
      SamplingPolicy.probabilistic(10),
    ],
  },
});
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
gateway.addSpanMetrics({ dimensions: ['http.response.status_code'], metricsFlushInterval: Duration.seconds(15) });

const tenant = secretValue('backends', 'tenant');
const mimir = prometheusRemoteWriteExporter({
  endpoint: 'https://mimir.example.com/api/v1/push',
  headers: { 'X-Scope-OrgID': tenant },
});
gateway.metrics().receive(otlp).export(mimir);

const token = secretValue('backends', 'token', { prefix: 'Bearer ' });
const loki = otlpHttpExporter({ endpoint: 'https://loki.example.com/otlp', headers: { 'X-Scope-OrgID': tenant, Authorization: token } });
gateway.logs().receive(otlp).export(loki);
const ingest = hub.expose(gateway, otlp, { address: 'ingest' });

for (const shop of ['shop-17', 'shop-18']) {
  const edge = new EdgeSite(network, shop, { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.daemonset() });
  const toHub = edge.exporterTo(ingest);
  const host = hostMetricsReceiver({ collectionInterval: Duration.seconds(30), scrapers: { cpu: {}, load: {}, memory: {} } });
  agent.traces().receive(otlp).export(toHub);
  agent.metrics().receive(otlp, host).export(toHub);
  agent.logs().receive(otlp).export(toHub);
}

network.synth();
