// Enums that the collector does not know in the context of a statement: it does not start.
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// says: uses the unknown enum SPAN_KIND_SERVR; did you mean SPAN_KIND_SERVER?
// says: names the function SHA256, which the collector reads as an enum where no context is set
// says: uses the unknown enum SEVERITY_NUMBER_WARNING; did you mean SEVERITY_NUMBER_WARN?
// says: uses the enum SEVERITY_NUMBER_WARN, which the context resource does not have; it belongs to log
// says: uses the enum FLAG_NONE, which the context metric does not have; it belongs to datapoint
import { CollectorPipeline, debugExporter, filterProcessor, otlpReceiver, PublicSite, transformProcessor } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const otlp = otlpReceiver();
  const traces = transformProcessor({
    traceStatements: [
      'set(span.attributes["entry"], true) where span.kind == SPAN_KIND_SERVR',
      'replace_pattern(span.name, "/customer/([^/]+)", "$$1", SHA256)',
      'set(resource.attributes["failed"], true) where resource.attributes["code"] == STATUS_CODE_ERROR',
    ],
  });
  const hashed = transformProcessor({
    name: 'hashed',
    traceStatements: [{ context: 'span', statements: ['replace_pattern(name, "/customer/([^/]+)", "$$1", SHA256)'] }],
  });
  gateway.traces().receive(otlp).process(traces, hashed).export(debugExporter());
  const severity = filterProcessor({
    logs: { logRecord: ['severity_number < SEVERITY_NUMBER_WARNING'], resource: ['attributes["level"] == SEVERITY_NUMBER_WARN'] },
  });
  gateway.logs().receive(otlp).process(severity).export(debugExporter());
  const gauges = filterProcessor({ name: 'gauges', metrics: { metric: ['type == METRIC_DATA_TYPE_GAUGE', 'type == FLAG_NONE'] } });
  gateway.metrics().receive(otlp).process(gauges).export(debugExporter());
}
