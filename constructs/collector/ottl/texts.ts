import type { OttlPlace } from '../../../imports/otelcol/references';
import { record } from '../../synth/record';

/** Statement or condition in the settings of a component. */
export interface OttlText {
  /** Path below the component. */
  readonly path: string;
  readonly text: string;
  /** The context that is stated next to the text. */
  readonly context: string | undefined;
}

/** Returns the statements or conditions at a place. */
export function textsAt(settings: unknown, { path, fallback }: OttlPlace): readonly OttlText[] {
  return [...textsBelow(settings, path.split('.'), '', fallback)];
}

function* textsBelow(value: unknown, [step, ...rest]: readonly string[], path: string, context: string | undefined): Generator<OttlText> {
  if (step === undefined) {
    if (typeof value === 'string') yield { path, text: value, context };
    return;
  }
  const name = step.replace(/\[\]$/, '');
  const below = record(value);
  const stated = typeof below['context'] === 'string' && below['context'] !== '' ? below['context'] : context;
  const children = name === '*' ? Object.entries(below) : [[name, below[name]] as const];
  for (const [key, child] of children) {
    const place = path === '' ? key : `${path}.${key}`;
    if (!step.endsWith('[]')) yield* textsBelow(child, rest, place, stated);
    else if (Array.isArray(child)) for (const [i, item] of child.entries()) yield* textsBelow(item, rest, `${place}.${String(i)}`, stated);
  }
}
