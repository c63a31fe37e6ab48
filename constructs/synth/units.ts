import { SizeRoundingBehavior, type Duration, type Size } from 'cdk8s';

const UNITS: readonly (readonly [string, number])[] = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

/** A duration as Go reads it: `200ms`, `1h30m`, `0s`. */
export function goDuration(duration: Duration): string {
  let rest = duration.toMilliseconds();
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${String(count)}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
}

/** A size in whole kibibytes; what is left over is cut off. */
export function kibibytesOf(size: Size): number {
  return Math.floor(size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }));
}

/** A size as Kubernetes reads it: `256Mi`, or `2Gi` where it is whole. */
export function quantity(size: Size): string {
  const kibibytes = kibibytesOf(size);
  if (kibibytes % 1024 !== 0) return `${String(kibibytes)}Ki`;
  const mebibytes = kibibytes / 1024;
  return mebibytes % 1024 === 0 ? `${String(mebibytes / 1024)}Gi` : `${String(mebibytes)}Mi`;
}

/** A size with a unit as Prometheus reads it: `10MiB`, or `0`. */
export function suffixedSize(size: Size): string {
  const kibibytes = kibibytesOf(size);
  if (kibibytes === 0) return '0';
  let [count, unit] = [kibibytes, 0];
  for (; count % 1024 === 0 && unit < SUFFIXES.length - 1; unit++) count /= 1024;
  return `${String(count)}${SUFFIXES[unit] ?? ''}`;
}

const SUFFIXES = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** CPU in thousandths of a core as Kubernetes reads it: `250m`, or `2` where it is whole. */
export function millicores(value: number): string {
  return value % 1000 === 0 ? String(value / 1000) : `${String(value)}m`;
}

const BINARY: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
const DECIMAL: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** A quantity of bytes as Kubernetes writes it, undefined if it is none. */
export function bytesOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(text);
  if (match === null) return undefined;
  const unit = match[2] ?? '';
  const factor = unit === '' ? 1 : (BINARY[unit] ?? DECIMAL[unit]);
  return factor === undefined ? undefined : Number(match[1]) * factor;
}

const GO_UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };

/** Milliseconds of a duration as Go writes it, undefined if it is none. A bare number counts nanoseconds, as the collector takes it. */
export function millisOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value * 1e-6;
  if (typeof value !== 'string' || !/^[-+]?(0|(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))+$/.test(value)) return undefined;
  const parts = [...value.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g)];
  const sum = parts.reduce((total, [, count, unit = '']) => total + Number(count) * (GO_UNITS[unit] ?? 0), 0);
  return value.startsWith('-') ? -sum : sum;
}
