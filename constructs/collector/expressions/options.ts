import { record } from '../../synth/record';

/** Options that are expressions in every component. Lists have the name for all items. */
const OPTIONS: ReadonlySet<string> = new Set([
  'regex',
  'key_regex',
  'pattern',
  'line_start_pattern',
  'line_end_pattern',
  'matcher_pattern',
  'start_time_metric_regex',
]);

/** Further paths of expressions, by component. */
const PATHS: Readonly<Record<string, RegExp>> = {
  'processors.redaction': /^(blocked_values|allowed_values|blocked_key_patterns|ignored_key_patterns)\.\d+$/,
  'processors.span': /^name\.to_attributes\.rules\.\d+$/,
  'processors.k8s_attributes': /^exclude\.pods\.\d+\.name$/,
  'processors.resource_detection': /^(ec2|azure)\.tags\.\d+$/,
  'receivers.file_log': /^ordering_criteria\.group_by$/,
};

/** Settings next to `match_type` that are no expressions. */
const NO_EXPRESSIONS = /^(match_type|key|action|new_name|min|span_kinds)$/;

/** A text in the settings of a component. */
interface OptionText {
  readonly component: { readonly part: string; readonly type: string; readonly settings: unknown };
  readonly path: string;
  readonly key: string;
}

/** Whether the component compiles a text of its settings as a regular expression. */
export function isExpression({ component: { part, type, settings }, path, key }: OptionText): boolean {
  if (OPTIONS.has(key) || PATHS[`${part}.${type}`]?.test(path) === true) return true;
  const above = ancestors(settings, path);
  // Settings of a metric are next to its name and labels.
  if (type === 'metrics_transform') {
    return isRegexp(above[2]) && /^transforms\.\d+\.(include|experimental_match_labels\..+)$/.test(path);
  }
  if (above.some((one) => record(one)['enabled_regex_matching'] === true)) return /\.values\.\d+$/.test(path);
  return above.some(isRegexp) && !NO_EXPRESSIONS.test(key);
}

/** Whether each group of an expression must have a name: the processor creates an attribute of each group. */
export function needsNamedGroups({ component: { settings }, path, key }: OptionText): boolean {
  return key === 'pattern' && record(ancestors(settings, path).at(-1))['action'] === 'extract';
}

function isRegexp(value: unknown): boolean {
  return record(value)['match_type'] === 'regexp';
}

/** Returns the values around a path, the outermost first. */
function ancestors(settings: unknown, path: string): readonly unknown[] {
  const found: unknown[] = [settings];
  for (const key of path.split('.').slice(0, -1)) found.push((found.at(-1) as Readonly<Record<string, unknown>> | undefined)?.[key]);
  return found;
}
