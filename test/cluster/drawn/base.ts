import type { RawConfig } from '../verdict/judge';

/** Signal of a pipeline. */
export type Signal = 'traces' | 'metrics' | 'logs' | 'profiles';

/** Settings of components by class and type. */
export type Components = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Returns the smallest valid configuration that uses some components in a pipeline of a signal. */
export function configWith(signal: Signal, components: Components, service: RawConfig = {}): RawConfig {
  const { receivers = {}, processors = {}, exporters = {}, connectors, extensions = {} } = components;
  const joints = Object.keys(connectors ?? {});
  const pipeline = {
    receivers: namesOr(receivers, 'otlp'),
    processors: ['memory_limiter', ...Object.keys(processors)],
    exporters: [...joints, ...namesOr(exporters, joints.length > 0 ? undefined : 'debug')],
  };
  return {
    receivers: Object.keys(receivers).length > 0 ? receivers : RECEIVERS,
    processors: { ...PROCESSORS, ...processors },
    exporters: Object.keys(exporters).length > 0 ? exporters : joints.length > 0 ? {} : EXPORTERS,
    ...(connectors !== undefined && { connectors }),
    extensions,
    service: { extensions: Object.keys(extensions), pipelines: { [signal]: pipeline }, ...service },
  };
}

const RECEIVERS = { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } };
const PROCESSORS = { memory_limiter: { check_interval: '1s', limit_percentage: 80 } };
const EXPORTERS = { debug: {} };

function namesOr(components: object, otherwise: string | undefined): readonly string[] {
  const names = Object.keys(components);
  return names.length > 0 || otherwise === undefined ? names : [otherwise];
}
