import type { FindingOptions } from '../../synth/finding';
import type { CollectorView } from './collector-view';

/** Options that name an extension, in whichever component. `sending_queue.storage` has a rule of its own. */
const REFERENCES = /(^|\.)(authenticator|storage|k8s_leader_elector|observers\.\d+|middlewares\.\d+\.id)$/;

/** An extension that a component refers to has to be there and switched on: the collector would not start. */
export function missingExtension(view: CollectorView): FindingOptions[] {
  return view.components.flatMap(({ id, location, settings }) =>
    [...texts(settings, '')]
      .filter(({ path }) => REFERENCES.test(path) && !path.endsWith('sending_queue.storage'))
      .filter(({ value }) => !value.includes('${') && !view.config.enabledExtensions.includes(value))
      .map(({ path, value }) => ({
        rule: 'extension/missing',
        location: `${location}.${path}`,
        message: `${id} refers to the extension ${value}, which is not among those that are switched on`,
        fix: 'give the extension itself as the value of the option, or add it with addExtension',
      })),
  );
}

function* texts(value: unknown, path: string): Generator<{ readonly path: string; readonly value: string }> {
  if (typeof value === 'string') yield { path, value };
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) yield* texts(child, path === '' ? key : `${path}.${key}`);
  }
}
