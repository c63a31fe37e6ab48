// What the types of pipelines refuse.
// error: TS2305 has no exported member 'loggingExporter'
// error: TS2345 is not assignable to parameter of type 'Receiver<"metrics"> | Connector<never, "metrics">'
// error: TS2345 is not assignable to parameter of type 'Exporter<"logs"> | Connector<"logs", never>'
// error: TS2345 is not assignable to parameter of type 'Receiver<"traces"> | Connector<never, "traces">'
// error: TS2345 is not assignable to parameter of type 'Exporter<"traces"> | Connector<"traces", never>'
// error: TS2345 is not assignable to parameter of type 'Receiver<"traces"> | Connector<never, "traces">'
import {
  batchProcessor,
  CollectorPipeline,
  debugExporter,
  jaegerReceiver,
  JaegerAllInOne,
  loggingExporter,
  otlpReceiver,
  PublicSite,
  TelemetryNetwork,
} from '../../constructs';

const hub = new PublicSite(new TelemetryNetwork(), 'public');
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway');
// A traces-only receiver in a metrics pipeline.
gateway.metrics().receive(jaegerReceiver({ thriftCompact: {} }));
// A traces-only exporter in a logs pipeline.
gateway.logs().export(jaeger.exporter());
// An exporter in a receiver's place, and the other way round.
gateway.traces().receive(debugExporter());
gateway.traces().export(otlpReceiver());
// An object literal posing as a component.
gateway.traces().receive({ kind: 'receiver', type: 'otlp', id: 'otlp', name: undefined, target: undefined, bind: () => ({ config: {} }) });
gateway.traces().process(batchProcessor());
// An exporter that no collector has any more.
gateway.traces().export(loggingExporter());
