const NAME = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const KEY = `(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?${NAME}`;
const VALUE = `(?:${NAME})?`;
const REQUIREMENT = [
  `!?\\s*${KEY}`,
  `${KEY}\\s*(?:=|==|!=)\\s*${VALUE}`,
  `${KEY}\\s+(?:in|notin)\\s*\\(\\s*${VALUE}(?:\\s*,\\s*${VALUE})*\\s*\\)`,
  `${KEY}\\s*[<>]\\s*\\d+`,
].join('|');
const FIELD = /^[^=]*?(!=|==|=)([^=\\]|\\[\\,=])*$/;
const LABELS = new RegExp(`^\\s*(?:(?:${REQUIREMENT})\\s*(?:,\\s*(?:${REQUIREMENT})\\s*)*)?$`);

/**
 * Whether Kubernetes reads a text as a selector of labels.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export function isLabelSelector(text: string): boolean {
  return LABELS.test(text);
}

/**
 * Whether Kubernetes reads a text as a selector of fields.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
 */
export function isFieldSelector(text: string): boolean {
  return text.split(/(?<!\\),/).every((term) => term === '' || FIELD.test(term));
}
