// Arguments of the wrong kind: lists, literals, paths and names of functions, and texts that a function does not accept.
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// says: gives Concat a path as vals; expected a list in square brackets
// says: gives limit a string as priority_keys; expected a list in square brackets
// says: gives replace_all_patterns "values" as mode; expected key, value
// says: gives set a string as target; expected a path
// says: gives keep_keys a list with an integer as keys; each item must be a string
// says: gives merge_maps "overwrite" as strategy; expected insert, update, upsert
// says: gives scale_metric an integer as multiplier; expected a float without a sign, such as 2.0
// says: gives replace_pattern an argument without a name after an argument with a name
import { CollectorPipeline, debugExporter, otlpReceiver, PublicSite, transformProcessor } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const otlp = otlpReceiver();
  const traces = transformProcessor({
    traceStatements: [
      'set(span.name, Concat(span.attributes["http.request.method"], span.attributes["http.route"]))',
      'limit(span.attributes, 20, "service.name")',
      'replace_all_patterns(span.attributes, "values", "[0-9]{16}", "card")',
      'set("shop.team", span.attributes["team"])',
      'keep_keys(resource.attributes, ["service.name", 1])',
      'replace_pattern(span.name, regex_pattern = "[0-9]+", "number")',
      'limit(span.attributes, 20, ["service.name", "shop.team"])',
    ],
  });
  gateway.traces().receive(otlp).process(traces).export(debugExporter());
  const logs = transformProcessor({ name: 'json', logStatements: ['merge_maps(log.attributes, ParseJSON(log.body), "overwrite")'] });
  gateway.logs().receive(otlp).process(logs).export(debugExporter());
  const seconds = transformProcessor({
    name: 'seconds',
    metricStatements: ['scale_metric(1000, "ms") where metric.unit == "s"', 'scale_metric(0.001, "s") where metric.unit == "ms"'],
  });
  gateway.metrics().receive(otlp).process(seconds).export(debugExporter());
}
