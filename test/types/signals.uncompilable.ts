// Components in pipelines of a signal that they do not carry, or in the place of another kind.
// error: TS2345 Argument of type 'Receiver<"metrics">' is not assignable to parameter of type 'Receiver<"traces"> | Connector<never, "traces">'
// error: TS2345 Argument of type 'Processor<"traces">' is not assignable to parameter of type 'Processor<"logs">'
// error: TS2345 Argument of type 'Exporter<"metrics">' is not assignable to parameter of type 'Exporter<"logs"> | Connector<"logs", never>'
// error: TS2345 Argument of type 'LoadBalancedExporter' is not assignable to parameter of type 'Exporter<"metrics"> | Connector<"metrics", never>'
// error: TS2345 Argument of type 'Receiver<"metrics" | "logs">' is not assignable to parameter of type 'Receiver<"traces"> | Connector<never, "traces">'
// error: TS2345 is not assignable to parameter of type 'Processor<"traces">'
// error: TS2345 Argument of type 'Extension' is not assignable to parameter of type 'Receiver<"traces"> | Connector<never, "traces">'
// error: TS2345 Type 'Connector<"traces", "metrics">' is not assignable to type 'Connector<never, "traces">'
// error: TS2345 Type 'Connector<"traces", "metrics">' is not assignable to type 'Connector<"logs", never>'
// error: TS2345 Argument of type 'Receiver<"logs">' is not assignable to parameter of type 'Exporter<"logs"> | Connector<"logs", never>'
import {
  CollectorPipeline,
  customReceiver,
  debugExporter,
  fileLogReceiver,
  forwardConnector,
  hostMetricsReceiver,
  otlpReceiver,
  pprofExtension,
  prometheusExporter,
  PublicSite,
  spanMetricsConnector,
  tailSamplingProcessor,
  TelemetryNetwork,
} from '../../constructs';

const gateway = new CollectorPipeline(new PublicSite(new TelemetryNetwork(), 'public'), 'gateway');
// A metrics-only receiver in a traces pipeline, a traces-only processor in a logs pipeline, a metrics-only exporter in a logs pipeline.
gateway.traces().receive(hostMetricsReceiver());
gateway.logs().process(tailSamplingProcessor());
gateway.logs().export(prometheusExporter());
// What carries two signals is refused where a third is wanted; a component outside the catalogue carries what it says.
gateway.metrics().export(gateway.loadBalancedExporter(otlpReceiver()));
gateway.traces().receive(customReceiver('own', { signals: ['logs', 'metrics'] }));
// An exporter as a processor, an extension as a receiver.
gateway.traces().process(debugExporter());
gateway.traces().receive(pprofExtension());
// A connector that gives metrics, received in a traces pipeline; one that takes traces, exported to from a logs pipeline.
gateway.traces().receive(spanMetricsConnector());
gateway.logs().export(spanMetricsConnector());
// A receiver is no connector: nothing exports to it.
gateway.logs().export(fileLogReceiver());

// These do compile.
gateway.metrics().receive(hostMetricsReceiver(), spanMetricsConnector(), forwardConnector());
gateway.traces().process(tailSamplingProcessor()).export(spanMetricsConnector(), forwardConnector());
gateway.logs().receive(customReceiver('own', { signals: ['logs', 'metrics'] }));
