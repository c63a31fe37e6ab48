// Statements that the collector could not parse: of the grammar, of a function, of a path.
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// says: of transform cannot be read from character 20 on, at
// says: of transform calls replace, which is no function
// says: of transform has a path attributes that does not say of what; begin it with one of resource, scope, span, spanevent
// says: of filter has a path span.nam, and span has no nam
import { CollectorPipeline, debugExporter, filterProcessor, otlpReceiver, PublicSite, transformProcessor } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway
    .traces()
    .receive(otlpReceiver())
    .process(
      filterProcessor({ errorMode: 'ignore', traceConditions: ['span.nam == "health"'] }),
      transformProcessor({
        traceStatements: [
          'set(span.name, "a" + = 1)',
          'replace(span.name, "a")',
          'delete_key(attributes, "http.url")',
          'set(span.attributes["team"], resource.attributes["team"]) where IsString(resource.attributes["team"])',
        ],
      }),
    )
    .export(debugExporter());
}
