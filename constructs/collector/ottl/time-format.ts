/** Letters after a percent sign that the collector knows. */
const DIRECTIVES = 'YymoqbhBdegaAHlIpPMSLfsZzwijkDxFTXrRnt%c';

/**
 * Describes why the collector refuses a time format with percent signs, in words; undefined for a valid one.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.158.0/pkg/ottl/ottlfuncs/README.md#formattime
 */
export function timeFormatFault(format: string): string | undefined {
  if (format === '') return 'is empty';
  if (/\d/.test(format)) return 'has a digit; expected directives such as %Y-%m-%d';
  const fraction = /[^.,]%[Lfs]/su.exec(format)?.[0];
  if (fraction !== undefined) return `has ${fraction.slice(-2)} without a dot or comma in front of it`;
  const unknown = [...format.matchAll(/%(.)/gu)].find(([, letter = '']) => !DIRECTIVES.includes(letter));
  return unknown === undefined ? undefined : `has the unknown directive ${unknown[0]}`;
}

/** Checks whether the collector knows a time zone. */
export function isTimeZone(name: string): boolean {
  if (name === '' || name === 'Local' || name === 'UTC') return true;
  if (/^[+-]|\.\.|^[/\\]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Checks whether a text is a language tag such as `en-US`. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([tag.replaceAll('_', '-')]).length > 0;
  } catch {
    return false;
  }
}
