import type { FindingOptions } from '../../synth/finding';
import type { ManifestJson } from '../../synth/schema';
import { record } from '../../synth/record';
import type { CollectorMode } from '../pods/mode';

/** Selectors, endpoints and addresses elsewhere are derived from the name, namespace and mode of a collector. */
export function identityPatched(
  { metadata, spec }: ManifestJson,
  collector: { readonly name: string; readonly namespace: string | undefined; readonly mode: CollectorMode },
): FindingOptions[] {
  const facts = [
    ['metadata.name', metadata.name, collector.name],
    ['metadata.namespace', metadata.namespace, collector.namespace],
    ['spec.mode', record(spec)['mode'], collector.mode.spec.mode],
  ] as const;
  return facts
    .filter(([, now, before]) => now !== before)
    .map(([location]) => ({
      rule: 'collector/identity-patched',
      location,
      message: `${location} was changed by a JSON patch, and other objects are derived from it`,
      fix: 'set it by the props of the collector or its site',
    }));
}
