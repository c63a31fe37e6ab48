import { ArgumentError, quote } from '../../synth/argument';

/**
 * Returns a text that the collector reads literally: each `$` is escaped. Use it for a text with a `$` that is no reference, for example a
 * replacement with groups.
 *
 * @throws ArgumentError if it is not a text
 * @see https://opentelemetry.io/docs/collector/configuration/#environment-variables
 */
export function literal(text: string): string {
  if (typeof (text as unknown) !== 'string') throw new ArgumentError('literal', 'text', `the text is ${quote(text)}`, 'Pass a text.');
  return text.replaceAll('$', '$$$$');
}
