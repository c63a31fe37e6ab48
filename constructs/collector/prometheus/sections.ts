import { exclusive, missing, type FieldFault, type ObjectCheck } from './fault';
import { reserved } from './http-client';
import { canBeSet, isPresent, isSet, listOf, OpenText, textOf, type Settings } from './value';

/** Checks of sections that the receiver reads and does not use, by object. */
export const SECTION_CHECKS: Readonly<Record<string, ObjectCheck>> = {
  ChunkEncodingConfig: (chunks) => oneOf(chunks, 'floats', ['xor', 'xor2']),
  OTLPConfig: (otlp) => {
    const [all, promoted, ignored] = [
      'promote_all_resource_attributes',
      'promote_resource_attributes',
      'ignore_resource_attributes',
    ] as const;
    const isAll = otlp[all];
    if (isAll instanceof OpenText) return [];
    if (isAll === true) return [...(isSet(otlp[promoted]) ? [exclusive([all, promoted])] : []), ...names(otlp, ignored)];
    const needs = { at: ignored, says: `needs ${all}`, fix: `Set ${all} to true.` };
    return [...(isSet(otlp[ignored]) ? [needs] : []), ...names(otlp, promoted)];
  },
  TracingConfig: (tracing) => [
    ...(canBeSet(tracing['endpoint']) ? [] : [missing('endpoint')]),
    ...oneOf(tracing, 'compression', ['gzip']),
    ...reserved(tracing, 'headers'),
  ],
  TSDBRetentionConfig: ({ percentage, size }) => {
    const found: FieldFault[] = [];
    if (typeof percentage === 'number' && (percentage < 0 || percentage > 100)) {
      found.push({ at: 'percentage', says: 'is not from 0 to 100', fix: 'Use a number from 0 to 100.' });
    }
    if (textOf(size)?.startsWith('-') === true) found.push({ at: 'size', says: 'is below 0', fix: 'Use 0 or more.' });
    return found;
  },
};

function oneOf(object: Settings, key: string, values: readonly string[]): readonly FieldFault[] {
  const text = textOf(object[key]) ?? '';
  if (text === '' || values.includes(text)) return [];
  return [{ at: key, says: `is not ${values.join(' or ')}`, fix: `Use ${values.join(' or ')}.` }];
}

/** Names of attributes are there once, and not empty. */
function names(object: Settings, key: string): readonly FieldFault[] {
  const texts = listOf(object[key]).map((name) => (isPresent(name) ? textOf(name)?.trim() : ''));
  return texts.flatMap((name, i) => {
    const at = `${key}.${String(i)}`;
    if (name === '') return [{ at, says: 'is empty', fix: 'Remove the item.' }];
    return name !== undefined && texts.indexOf(name) < i ? [{ at, says: 'is there twice', fix: 'Remove one of the two.' }] : [];
  });
}
