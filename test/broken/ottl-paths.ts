// Paths that name unknown fields of fields, keys without brackets, keys of fields without keys, and caches of other contexts.
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// says: has a path span.status.cod, and span.status has no cod; expected code, message
// says: has a path span.attributes.shop.team; the keys of span.attributes are in brackets: span.attributes["shop.team"]
// says: gives span.name a key, and span.name has no keys
// says: gives span.trace_state 2 keys; it accepts one key
// says: has a path resource.cache; the context here is span, so only span.cache is available
// says: has a path attributes.tenant; the keys of attributes are in brackets: attributes["tenant"]
import { CollectorPipeline, debugExporter, filterProcessor, otlpReceiver, PublicSite, transformProcessor } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const otlp = otlpReceiver();
  const traces = transformProcessor({
    traceStatements: [
      'set(span.status.cod, STATUS_CODE_OK)',
      'set(span.attributes.shop.team, "payments")',
      'set(span.attributes["first"], span.name["first"])',
      'set(span.attributes["vendor"], span.trace_state["vendor"]["id"])',
      'set(span.attributes["seen"], resource.cache["seen"])',
      'set(spanevent.attributes["position"], spanevent.event_index)',
      'set(span.attributes["vendor"], span.trace_state["vendor"]) where span.status.message != "" and span.kind.string == "Server"',
    ],
  });
  gateway.traces().receive(otlp).process(traces).export(debugExporter());
  const tenants = filterProcessor({
    logs: { logRecord: ['attributes.tenant == nil', 'body["tenant"]["name"] == nil', 'body.string == ""'] },
  });
  gateway.logs().receive(otlp).process(tenants).export(debugExporter());
}
