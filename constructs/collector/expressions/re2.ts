/** Expressions without special characters, except at their ends. Every engine accepts them. */
const PLAIN = /^\^?[\w\s/:,=@%#~-]*\$?$/;
/** Errors of expressions that newer versions of Go accept: repeated names of groups, and further names of classes. */
const ACCEPTED_BY_GO = /duplicate|\\p\{/;

/**
 * Returns why the regular expressions of Go (RE2) refuse an expression, in words; undefined for a valid one.
 *
 * @see https://pkg.go.dev/regexp/syntax
 */
export function expressionFault(expression: string): string | undefined {
  if (PLAIN.test(expression)) return undefined;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded for the first expression that needs it
  const { RE2JS } = require('re2js') as typeof import('re2js');
  try {
    RE2JS.compile(expression);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return ACCEPTED_BY_GO.test(message) ? undefined : message.replace(/^error parsing regexp: /, '').replace(/: `[^]*$/, '');
  }
}
