/** Words of letters and digits, with one separator between two words. YAML and JSON escape none of these characters. */
const FREE = /^\p{L}[\p{L}0-9]*(?:[ _-][\p{L}0-9]+)*$/u;

/** Shorter texts can be a unit, or complete one. */
const SHORTEST = 3;

/** Words that YAML readers parse as other types. A text that is part of such a word could complete it, and change how a text is quoted. */
const YAML_WORDS = ['yes', 'off', 'true', 'false', 'null'];
const EXPONENT = /^e[-_0-9]*$/i;

/** Words that Kubernetes, the collector or rules of this package treat differently from other words. */
const SPECIAL =
  /default|kube|openshift|skupper|local|svc|cluster|latest|restricted|baseline|privileged|system|basic|bearer|token|secret|pass|credential|auth|key|cookie|session|undefined/i;

/** Traits by which checks and the YAML emitter distinguish texts. */
const TRAITS = [/^[a-z]/, /[a-z]/, /[A-Z]/, /[0-9]/, /[^ -~]/, / /, /_/, /-/];

/**
 * Returns the kind of a text. Checks and the YAML emitter treat texts of one kind alike, except for their length.
 *
 * @param others other values of the same row. The kind contains the order of the text and these values.
 * @returns undefined for a text that must not be a hole, or that could be derived from another value
 */
export function kindOfText(text: unknown, others: readonly string[]): string | undefined {
  if (typeof text !== 'string' || text.length < SHORTEST || !FREE.test(text)) return undefined;
  if (SPECIAL.test(text) || EXPONENT.test(text) || YAML_WORDS.some((word) => word.includes(text.toLowerCase()))) return undefined;
  const letters = lettersOf(text);
  if (others.map(lettersOf).some((other) => other.includes(letters) || letters.includes(other))) return undefined;
  return [...TRAITS.map((trait) => trait.test(text)), ...others.map((other) => other < text)].map(Number).join('');
}

/** Returns the words of a text in lower case. */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}0-9]+/u)
    .filter((word) => word !== '');
}

/** Returns letters and digits of a text without case, accents and separators. A name is often the text in this form. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}0-9]/gu, '');
}
