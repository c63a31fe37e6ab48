// Expressions that RE2 refuses, in options and in statements: the collector would not start.
// finding: component/regular-expression hub/gateway/Resource
// finding: component/regular-expression hub/gateway/Resource
// finding: component/regular-expression hub/gateway/Resource
// finding: component/regular-expression hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// says: the option blocked_values.0 of redaction is the regular expression
// says: the option metrics.exclude.metric_names.0 of filter is the regular expression
// says: the option transforms.0.include of metrics_transform
// says: the option policies.0.string_attribute.values.0 of tail_sampling
// says: gives IsMatch the regular expression ^/(health|ready, which RE2 refuses: missing closing )
import {
  CollectorPipeline,
  debugExporter,
  filterProcessor,
  metricsTransformProcessor,
  otlpReceiver,
  PublicSite,
  redactionProcessor,
  tailSamplingProcessor,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const otlp = otlpReceiver();
  const sampled = tailSamplingProcessor({
    policies: [
      { name: 'paths', type: 'string_attribute', stringAttribute: { key: 'url.path', values: ['(/a'], enabledRegexMatching: true } },
    ],
  });
  gateway
    .traces()
    .receive(otlp)
    .process(
      filterProcessor({ name: 'paths', traces: { span: ['IsMatch(attributes["url.path"], "^/(health|ready")'] } }),
      redactionProcessor({ allowAllKeys: true, blockedValues: ['(?<!\\d)4\\d{15}(?!\\d)', '4[0-9]{15}'] }),
      sampled,
    )
    .export(debugExporter());
  gateway
    .metrics()
    .receive(otlp)
    .process(
      filterProcessor({ metrics: { exclude: { matchType: 'regexp', metricNames: ['*.internal'] } } }),
      metricsTransformProcessor({ transforms: [{ include: '^system\\.(', matchType: 'regexp', action: 'update', newName: '(cpu' }] }),
    )
    .export(debugExporter());
}
