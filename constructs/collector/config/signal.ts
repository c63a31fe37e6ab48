/** A kind of telemetry that a pipeline carries. */
export type Signal = 'traces' | 'metrics' | 'logs';
