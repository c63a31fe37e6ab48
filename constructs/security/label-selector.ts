/** A selector as Kubernetes has it in its objects. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelExpression[];
}

/** One requirement of a selector. */
export interface LabelExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

const SET = /^([^\s!=,()]+)\s+(in|notin)\s*\(([^()]*)\)$/;
const PAIR = /^([^\s!=,()]+)\s*(=|==|!=)\s*([^\s!=,()]*)$/;
const KEY = /^(!?)\s*([^\s!=,()]+)$/;

/**
 * A selector that is written as text, for example `app=shop,tier in (a,b),!canary`, as an object. Undefined for what is none.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseSelector(text: string): LabelSelector | undefined {
  // Commas between brackets part values, all others requirements.
  const parts = text.split(/,(?![^()]*\))/).map((part) => part.trim());
  const matchLabels: Record<string, string> = {};
  const matchExpressions: LabelExpression[] = [];
  for (const part of parts) {
    const expression = expressionOf(part);
    if (expression === undefined) return undefined;
    const { key, operator, values = [] } = expression;
    const [value] = values;
    if (operator === 'In' && values.length === 1 && value !== undefined && (matchLabels[key] ?? value) === value) matchLabels[key] = value;
    else matchExpressions.push(expression);
  }
  return { ...(Object.keys(matchLabels).length > 0 && { matchLabels }), ...(matchExpressions.length > 0 && { matchExpressions }) };
}

function expressionOf(part: string): LabelExpression | undefined {
  const [, listed, word, list = ''] = SET.exec(part) ?? [];
  if (listed !== undefined) {
    return { key: listed, operator: word === 'in' ? 'In' : 'NotIn', values: list.split(',').map((value) => value.trim()) };
  }
  const [, paired, sign, value = ''] = PAIR.exec(part) ?? [];
  if (paired !== undefined) return { key: paired, operator: sign === '!=' ? 'NotIn' : 'In', values: [value] };
  const [, not, key] = KEY.exec(part) ?? [];
  return key === undefined ? undefined : { key, operator: not === '!' ? 'DoesNotExist' : 'Exists' };
}

/** Whether a selector takes pods with these labels. */
export function selects(selector: LabelSelector, labels: Readonly<Record<string, unknown>>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const isThere = labels[key] !== undefined;
      const isListed = isThere && values.some((value) => value === labels[key]);
      return { In: isListed, NotIn: !isListed, Exists: isThere, DoesNotExist: !isThere }[operator];
    })
  );
}
