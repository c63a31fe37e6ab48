/**
 * Traces, metrics and logs with components of every kind: a node agent that keeps what it cannot send on disk, a gateway that makes
 * metrics of spans and drops logs below a severity, and tail sampling in several pods behind it.
 */
import { Duration, Size } from 'cdk8s';

import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  debugExporter,
  fileStorageExtension,
  filterProcessor,
  hostMetricsReceiver,
  k8sAttributesProcessor,
  otlpHttpExporter,
  otlpReceiver,
  secretValue,
  spanMetricsConnector,
  tailSamplingProcessor,
  transformProcessor,
} from '../constructs';

const network = new TelemetryNetwork();
const hub = new PublicSite(network, 'hub');
const otlp = otlpReceiver();

// Whole traces are kept if they failed or were slow, and one in ten of the others.
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const sampler = new CollectorPipeline(hub, 'sampler', { mode: CollectorMode.statefulset({ replicas: 2 }) });
sampler
  .traces()
  .receive(otlp)
  .process(
    tailSamplingProcessor({
      decisionWait: Duration.seconds(10),
      policies: [
        { name: 'failed', type: 'status_code', statusCode: { statusCodes: ['ERROR'] } },
        { name: 'slow', type: 'latency', latency: { thresholdMs: 500 } },
        { name: 'others', type: 'probabilistic', probabilistic: { samplingPercentage: 10 } },
      ],
    }),
  )
  .export(jaeger.exporter());

const gateway = new CollectorPipeline(hub, 'gateway', { mode: CollectorMode.deployment({ replicas: 2 }) });
const spanMetrics = spanMetricsConnector({
  histogram: { explicit: { buckets: [Duration.millis(5), Duration.millis(50), Duration.seconds(1)] } },
});
const tenant = secretValue('backends', 'tenant');
gateway.traces().receive(otlp).export(sampler.loadBalancedExporter(otlp), spanMetrics);
gateway
  .metrics()
  .receive(otlp, spanMetrics)
  .export(otlpHttpExporter({ name: 'mimir', endpoint: 'http://mimir.monitoring.svc:8080/otlp', headers: { 'X-Scope-OrgID': tenant } }));
gateway
  .logs()
  .receive(otlp)
  .process(filterProcessor({ errorMode: 'ignore', logConditions: ['log.severity_number < SEVERITY_NUMBER_INFO'] }))
  .export(otlpHttpExporter({ name: 'loki', endpoint: 'http://loki.monitoring.svc:3100/otlp', headers: { 'X-Scope-OrgID': tenant } }));
const ingest = hub.expose(gateway, otlp, { address: 'ingest' });

// One on each node; pods send to it over the Service, which stays on the node.
const edge = new EdgeSite(network, 'shop-17', { links: [SiteLink.token(hub)] });
const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.daemonset() });
const toHub = edge.exporterTo(ingest, {
  queueSize: Size.mebibytes(512),
  sendingQueue: { storage: fileStorageExtension({ emptyDirSize: Size.gibibytes(5) }) },
});
const pods = k8sAttributesProcessor({ extract: { metadata: ['k8s.namespace.name', 'k8s.deployment.name', 'k8s.pod.name'] } });
const withoutQueries = transformProcessor({
  errorMode: 'ignore',
  traceStatements: ['replace_pattern(span.attributes["url.full"], "\\\\?.*", "")'],
});
agent.traces().receive(otlp).process(pods, withoutQueries).export(toHub);
agent.logs().receive(otlp).process(pods).export(toHub);
agent
  .metrics()
  .receive(otlp, hostMetricsReceiver({ collectionInterval: Duration.seconds(30), scrapers: { cpu: {}, load: {}, memory: {} } }))
  .process(pods)
  .export(toHub, debugExporter());

network.synth();
