// Settings of the collector's own telemetry that it refuses.
// finding: service/telemetry hub/gateway/Resource
// finding: service/telemetry hub/gateway/Resource
// finding: service/telemetry hub/gateway/Resource
// finding: service/telemetry hub/gateway/Resource
// finding: service/telemetry hub/gateway/Resource
// says: the readers 0 and 1 of metrics both listen on port 8888
// says: logs.level of service.telemetry is "verbose"; expected debug, info, warn, error, dpanic, panic, fatal
// says: unknown field "levl" in service.telemetry.logs
// says: metrics.address of service.telemetry was removed
// says: unknown field "log" in service.telemetry; expected logs, metrics, traces, resource
import { JsonPatch } from 'cdk8s';
import { CollectorPipeline, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  const telemetry = '/spec/config/service/telemetry';
  gateway.manifest.addJsonPatch(
    JsonPatch.add(`${telemetry}/metrics/readers/-`, { pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }),
    JsonPatch.add(`${telemetry}/metrics/address`, ':8888'),
    JsonPatch.add(`${telemetry}/logs`, { level: 'verbose', levl: 'info' }),
    JsonPatch.add(`${telemetry}/log`, {}),
  );
}
