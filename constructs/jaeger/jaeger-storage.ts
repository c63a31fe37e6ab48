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
    const mode = CollectorMode.deployment({ strategy: 'recreate' });
    return new JaegerStorage({ kind: 'memory', maxTraces }, { memory: { max_traces: maxTraces } }, mode);
  }

  /** On a volume, by Badger: outlives the pod. */
  public static badger(options: BadgerStorageOptions = {}): JaegerStorage {
    const retention = options.retention ?? Duration.days(3);
    requireInteger('JaegerStorage.badger', 'retention', retention.toMilliseconds(), 1000);
    const mountPath = '/badger';
    const { size = Size.gibibytes(10), storageClassName } = options;
    const volume = { name: 'badger', mountPath, size, storageClassName };
    const directories = { keys: `${mountPath}/keys`, values: `${mountPath}/values` };
    const spans = goDuration(retention);
    const backend = { badger: { directories, ephemeral: false, ttl: { spans } } };
    const mode = CollectorMode.statefulset({ volumeClaims: [volume] });
    return new JaegerStorage({ kind: 'badger', volume, directories, retention: spans }, backend, mode);
  }

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'JaegerStorage';

  private constructor(
    /** What the program states, for generations of Jaeger that are no collector. @internal */
    public readonly settings: MemorySettings | BadgerSettings,
    /** The same as the configuration of the collector has it. @internal */
    public readonly backend: { readonly [kind: string]: ConfigValue },
    /** How Jaeger runs with it: always one pod, since neither storage can be shared. @internal */
    public readonly mode: CollectorMode,
  ) {}
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

/** Settings of a storage in memory. */
export interface MemorySettings {
  readonly kind: 'memory';
  readonly maxTraces: number;
}

/** Settings of a storage by Badger. */
export interface BadgerSettings {
  readonly kind: 'badger';
  readonly volume: StorageVolume;
  readonly directories: { readonly keys: string; readonly values: string };
  /** How long spans are kept, as Go writes durations. */
  readonly retention: string;
}

/** The volume of a storage. */
export interface StorageVolume {
  readonly name: string;
  readonly mountPath: string;
  readonly size: Size;
  readonly storageClassName: string | undefined;
}
