import { record, records } from '../../../synth/record';
import { tryFindComponent } from '../../catalogue/facts';
import { listeningPorts } from '../../connections/listeners';
import type { Transport } from '../../rows/component-row';
import { ConfigView, typeOf } from './config-view';

/** A port that a collector listens on. */
export interface OpenPort {
  /** The component that listens, or the own metrics of the collector, in words. */
  readonly owner: string;
  readonly port: number;
  readonly transport: Transport;
}

/** Port of the own metrics, if the configuration states no reader. */
const OWN_METRICS = 8888;

/** Returns the ports of the own metrics of a collector: those of its readers for Prometheus. */
export function metricsPorts({ service }: ConfigView): readonly number[] {
  const { level, readers } = record(record(service['telemetry'])['metrics']);
  if (level === 'none') return [];
  if (readers === undefined || readers === null) return [OWN_METRICS];
  return records(readers).flatMap((reader) => {
    const { port } = record(record(record(reader['pull'])['exporter'])['prometheus']);
    return typeof port === 'number' ? [port] : [];
  });
}

/** Returns the components that run, for example `receivers.otlp`: those of the pipelines, and the enabled extensions. */
export function runningComponents(config: ConfigView): ReadonlySet<string> {
  const pipelines = [...config.pipelines.values()];
  return new Set([
    ...config.enabledExtensions.map((id) => `extensions.${id}`),
    ...pipelines.flatMap(({ receivers }) => receivers.map((id) => `receivers.${id}`)),
    ...pipelines.flatMap(({ exporters }) => exporters.map((id) => `exporters.${id}`)),
  ]);
}

/** Returns the ports of a rendered collector, as its configuration states them. */
export function openPorts(spec: unknown): readonly OpenPort[] {
  const config = new ConfigView(spec);
  const running = runningComponents(config);
  const ofComponents = (['receivers', 'exporters', 'extensions'] as const).flatMap((part) =>
    [...config.section(part)].flatMap(([id, settings]) => {
      if (!running.has(`${part}.${id}`)) return [];
      const type = tryFindComponent(part, typeOf(id))?.type ?? typeOf(id);
      return listeningPorts(part, type, settings).map(({ port, transport }) => ({ owner: id, port, transport }));
    }),
  );
  return [...metricsPorts(config).map((port) => ({ owner: 'the metrics reader', port, transport: 'TCP' as const })), ...ofComponents];
}
