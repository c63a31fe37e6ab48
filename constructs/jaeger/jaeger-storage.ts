import { Duration, Size } from 'cdk8s';

import type { ConfigValue } from '../collector/catalogue/component';
import { CollectorMode } from '../collector/pods/mode';
import { goDuration } from '../synth/units';
import { requireInteger } from '../synth/argument';

/**
 * Where Jaeger keeps its traces.
 *
 * @see https://www.jaegertracing.io/docs/latest/storage/
 */
export class JaegerStorage {
  /** In memory: gone with the pod, oldest first when the bound is reached. */
  public static memory(options: MemoryStorageOptions = {}): JaegerStorage {
    const maxTraces = requireInteger('JaegerStorage.memory', 'maxTraces', options.maxTraces ?? 25_000, 1);
    const legacy = { options: { type: 'memory', options: { memory: { 'max-traces': maxTraces } } } };
    return new JaegerStorage({ memory: { max_traces: maxTraces } }, CollectorMode.deployment({ strategy: 'recreate' }), legacy);
  }

  /** On a volume, by Badger: outlives the pod. */
  public static badger(options: BadgerStorageOptions = {}): JaegerStorage {
    const retention = options.retention ?? Duration.days(3);
    requireInteger('JaegerStorage.badger', 'retention', retention.toMilliseconds(), 1000);
    const directory = '/badger';
    const { size = Size.gibibytes(10), storageClassName } = options;
    const volume = { name: 'badger', mountPath: directory, size, storageClassName };
    const mode = CollectorMode.statefulset({ volumeClaims: [volume] });
    const backend = {
      badger: {
        directories: { keys: `${directory}/keys`, values: `${directory}/values` },
        ephemeral: false,
        ttl: { spans: goDuration(retention) },
      },
    };
    const directories = { 'directory-key': `${directory}/keys`, 'directory-value': `${directory}/values` };
    const badger = { ephemeral: false, ...directories, 'span-store-ttl': goDuration(retention) };
    return new JaegerStorage(backend, mode, { options: { type: 'badger', options: { badger } }, volume });
  }

  /** @internal */
  public readonly backend: { readonly [kind: string]: ConfigValue };
  /** How Jaeger runs with it: always one pod, since neither storage can be shared. @internal */
  public readonly mode: CollectorMode;

  /** The same for the Jaeger operator. @internal */
  public readonly legacy: LegacyStorage;

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'JaegerStorage';

  private constructor(backend: { readonly [kind: string]: ConfigValue }, mode: CollectorMode, legacy: LegacyStorage) {
    this.legacy = legacy;
    this.backend = backend;
    this.mode = mode;
  }
}

/** Options of `JaegerStorage.memory`. */
export interface MemoryStorageOptions {
  /** Most traces that are kept; at least 1. A trace of ten spans takes roughly 20 KiB. @default 25000 */
  readonly maxTraces?: number;
}

/** Options of `JaegerStorage.badger`. */
export interface BadgerStorageOptions {
  /** Size of the volume. @default Size.gibibytes(10) */
  readonly size?: Size;
  /** Storage class of the volume. @default - the cluster's default */
  readonly storageClassName?: string;
  /** How long spans are kept; at least a second. @default Duration.days(3) */
  readonly retention?: Duration;
}

/** A storage as the Jaeger operator has it, and the volume that it is on. */
export interface LegacyStorage {
  readonly options: object;
  readonly volume?: { readonly name: string; readonly mountPath: string; readonly size: Size; readonly storageClassName?: string };
}
