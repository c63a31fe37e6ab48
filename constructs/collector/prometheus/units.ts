const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
/** Milliseconds of the units, in the order of the expression. */
const MILLIS = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1];
/** Longest duration of Go, in milliseconds. */
const LONGEST = 2 ** 63 / 1e6;

/**
 * Returns the milliseconds of a duration as Prometheus reads it; undefined for another text.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function prometheusMillis(text: string): number | undefined {
  if (text === '0') return 0;
  const counts = DURATION.exec(text);
  if (text === '' || counts === null) return undefined;
  const millis = MILLIS.reduce((sum, unit, i) => sum + unit * Number(counts[i + 1] ?? 0), 0);
  return millis < LONGEST ? millis : undefined;
}

/** Whether Prometheus reads a text as a size: numbers with units, which all count by 1024. */
export function isPrometheusSize(text: string): boolean {
  const unsigned = text.replace(/^[-+]/, '');
  if (unsigned === '0') return true;
  const isUniform = (suffix: string): boolean => new RegExp(`^((\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]${suffix}|B))+$`).test(unsigned);
  return isUniform('iB') || isUniform('B');
}
