/** Names of character classes that the expressions of Go know besides scripts, without spaces, `_` and `-`, in lower case. */
const CLASSES: ReadonlySet<string> = new Set(
  (
    'any assigned ascii c cc cf cn co cs l lc ll lm lo lt lu m mc me mn n nd nl no p pc pd pe pf pi po ps s sc sk sm so z zl zp zs ' +
    'other control cntrl format unassigned privateuse surrogate letter casedletter lowercaseletter modifierletter otherletter ' +
    'titlecaseletter uppercaseletter mark combiningmark spacingmark enclosingmark nonspacingmark number decimalnumber digit ' +
    'letternumber othernumber punctuation punct connectorpunctuation dashpunctuation closepunctuation finalpunctuation ' +
    'initialpunctuation otherpunctuation openpunctuation symbol currencysymbol modifiersymbol mathsymbol othersymbol separator ' +
    'lineseparator paragraphseparator spaceseparator'
  ).split(' '),
);

/** Text that is taken literally, a class with a name, or another escape. */
const ESCAPES = /\\Q[^]*?(?:\\E|$)|\\([pP])\{(\^?)([^}]*)\}|\\[^]/g;

/** Returns an expression whose classes of Go are those of letters. @param isScript whether a name is that of a script */
export function withoutClasses(expression: string, isScript: (name: string) => boolean): string {
  return expression.replace(ESCAPES, (whole, letter?: string, sign = '', name = '') => {
    if (letter === undefined) return whole;
    const plain = String(name).replace(/[ _-]/g, '').toLowerCase();
    const script = plain.charAt(0).toUpperCase() + plain.slice(1);
    return CLASSES.has(plain) || isScript(script) ? `\\${letter}{${String(sign)}L}` : whole.replace('{', '{?');
  });
}

/** Checks whether an expression has a group without a name. */
export function hasUnnamedGroup(expression: string): boolean {
  const plain = expression.replace(/\\Q[^]*?(?:\\E|$)|\\[^]/g, '').replace(/\[\^?\]?(?:\[:\^?\w+:\]|[^\]])*\]/g, '');
  return /\((?!\?)/.test(plain);
}
