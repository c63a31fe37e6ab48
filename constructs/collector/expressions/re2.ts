import { withoutClasses } from './classes';

/** Expressions without special characters, except at their ends. Every engine accepts them. */
const PLAIN = /^\^?[\w\s/:,=@%#~-]*\$?$/;

/**
 * Returns why the regular expressions of Go (RE2) refuse an expression, in words; undefined for a valid one.
 *
 * @see https://pkg.go.dev/regexp/syntax
 */
export function expressionFault(expression: string): string | undefined {
  return PLAIN.test(expression) ? undefined : compileFault(portable(expression));
}

/** Returns an expression without what only Go accepts: names of some classes, and repeated names of groups. */
function portable(expression: string): string {
  const isScript = (name: string): boolean => isUnicodeScript(name) && compileFault(`\\p{${name}}`) === undefined;
  let count = 0;
  return withoutClasses(expression, isScript).replace(/\(\?(P?)<\w+>/g, (_, letter: string) => `(?${letter}<group${String(count++)}>`);
}

function isUnicodeScript(name: string): boolean {
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u').unicode;
  } catch {
    return false;
  }
}

function compileFault(expression: string): string | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded for the first expression that needs it
  const { RE2JS } = require('re2js') as typeof import('re2js');
  try {
    RE2JS.compile(expression);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^error parsing regexp: /, '').replace(/: `[^]*$/, '');
  }
}
