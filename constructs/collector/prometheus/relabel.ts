import type { FieldFault } from './fault';
import { canBeSet, isPresent, OpenText, textOf, type Settings } from './value';

/** Actions that write or compare a label. */
const TARGETED: ReadonlySet<string> = new Set(['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']);
/** Fields with their defaults. */
const DEFAULTS: Settings = { separator: ';', modulus: 0, replacement: '$1', target_label: '' };
/** Fields that an action does not use, apart from those with their defaults. */
const UNUSED: Readonly<Record<string, readonly string[]>> = {
  keepequal: ['regex', 'modulus', 'separator', 'replacement'],
  dropequal: ['regex', 'modulus', 'separator', 'replacement'],
  labeldrop: ['source_labels', 'target_label', 'modulus', 'separator', 'replacement'],
  labelkeep: ['source_labels', 'target_label', 'modulus', 'separator', 'replacement'],
  lowercase: ['replacement'],
  uppercase: ['replacement'],
};
const LEGACY_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const LEGACY_TEMPLATE = /^(?!\d)(\w|\$\w|\$\{\w+\})+$/;

/** Returns the faults of a rule of relabelling. @param isLegacy whether names of labels are those of Prometheus before 3.0 */
export function relabelFaults(rule: Settings, isLegacy: boolean): readonly FieldFault[] {
  const { action: given, target_label: target, modulus, replacement = '$1' } = rule;
  const action = isPresent(given) ? textOf(given)?.toLowerCase() : 'replace';
  if (action === undefined) return [];
  const found: FieldFault[] = [];
  if (action === 'hashmod' && !canBeSet(modulus)) found.push(without('modulus', action));
  if (TARGETED.has(action) && !canBeSet(target)) found.push(without('target_label', action));
  for (const key of UNUSED[action] ?? []) {
    const value = rule[key];
    if (!isPresent(value) || value instanceof OpenText || value === DEFAULTS[key]) continue;
    found.push({ at: key, says: `is not allowed with the action ${action}`, fix: `Remove ${key}.` });
  }
  const [key, name] = action === 'labelmap' ? ['replacement', replacement] : ['target_label', target];
  if (action !== 'labelmap' && !TARGETED.has(action)) return found;
  const text = textOf(name);
  const isValid = text === undefined || (isLegacy ? legacyName(text, action) : text !== '' || action !== 'labelmap');
  if (!isValid && (text !== '' || action === 'labelmap'))
    found.push({ at: key, says: 'is not a valid label name', fix: 'Correct the name.' });
  return found;
}

/** Replacements have groups of the expression in names: `$1`. */
function legacyName(text: string, action: string): boolean {
  const isTemplate = action === 'labelmap' || (action === 'replace' && text.includes('$'));
  return (isTemplate ? LEGACY_TEMPLATE : LEGACY_NAME).test(text);
}

function without(key: string, action: string): FieldFault {
  return { at: '', says: `has no ${key}, which the action ${action} needs`, fix: `Set ${key}.` };
}
