import type { BadgerSettings, MemorySettings, StorageVolume } from '../jaeger-storage';

/** A storage as the Jaeger operator has it, and its volume. */
export interface V1Storage {
  readonly options: object;
  readonly volume?: StorageVolume;
}

/** Returns a storage as the Jaeger operator has it. */
export function v1Storage(settings: MemorySettings | BadgerSettings): V1Storage {
  if (settings.kind === 'memory') return { options: { type: 'memory', options: { memory: { 'max-traces': settings.maxTraces } } } };
  const { volume, directories, retention } = settings;
  const badger = {
    ephemeral: false,
    'directory-key': directories.keys,
    'directory-value': directories.values,
    'span-store-ttl': retention,
  };
  return { options: { type: 'badger', options: { badger } }, volume };
}
