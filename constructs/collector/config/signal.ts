/** A kind of telemetry that a pipeline carries. */
export type Signal = 'traces' | 'metrics' | 'logs';

export const SIGNALS: readonly Signal[] = ['traces', 'metrics', 'logs'];

/** Whether a text is the name of a signal. */
export function isSignal(text: string): text is Signal {
  return SIGNALS.some((signal) => signal === text);
}
