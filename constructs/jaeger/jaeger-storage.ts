import { Duration, Size } from 'cdk8s';

import type { ConfigValue } from '../collector/component';
import { CollectorMode } from '../collector/mode';
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
    return new JaegerStorage({ memory: { max_traces: maxTraces } }, CollectorMode.deployment({ strategy: 'recreate' }));
  }

  /** On a volume, by Badger: outlives the pod. */
  public static badger(options: BadgerStorageOptions = {}): JaegerStorage {
    const retention = options.retention ?? Duration.days(3);
    requireInteger('JaegerStorage.badger', 'retention', retention.toMilliseconds(), 1000);
    const directory = '/badger';
    const mode = CollectorMode.statefulset({
      volumeClaims: [
        { name: 'badger', mountPath: directory, size: options.size ?? Size.gibibytes(10), storageClassName: options.storageClassName },
      ],
    });
    const backend = {
      badger: {
        directories: { keys: `${directory}/keys`, values: `${directory}/values` },
        ephemeral: false,
        ttl: { spans: goDuration(retention) },
      },
    };
    return new JaegerStorage(backend, mode);
  }

  /** @internal */
  public readonly backend: { readonly [kind: string]: ConfigValue };
  /** How Jaeger runs with it: always one pod, since neither storage can be shared. @internal */
  public readonly mode: CollectorMode;

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'JaegerStorage';

  private constructor(backend: { readonly [kind: string]: ConfigValue }, mode: CollectorMode) {
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
