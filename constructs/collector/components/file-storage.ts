import { Size } from 'cdk8s';

import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { FileStorageExtensionOptions as Options } from '../../../imports/otelcol/extensions';
import { ArgumentError, quote, requireDnsLabel } from '../../synth/argument';
import { Extension, type ComponentBinding } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { isBelow } from '../pods/mount';
import { renderOptions, withDefaults, type RenderedOptions } from '../config/options';
import { quantity } from '../../synth/units';
import { PURE } from '../../synth/shape/pure';

/**
 * Options of `fileStorageExtension`: those of the collector, and the volume.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/extension/storage/filestorage
 */
export interface FileStorageExtensionOptions extends Omit<Options, 'directory'> {
  /** Name, if there is more than one in a collector: a DNS label. @default - none: the id is `file_storage` */
  readonly name?: string;
  /** Where the files are: an absolute path. @default '/var/lib/otelcol/storage', or `…/storage-<name>` */
  readonly directory?: string;
  /**
   * Bound of the `emptyDir` volume that is brought if no volume of the collector's mode is mounted at the directory or above it. An
   * `emptyDir` outlives the container, not the pod: give a statefulset a volume claim for more.
   *
   * @default Size.gibibytes(1)
   */
  readonly emptyDirSize?: Size;
}

/** Keeps queues and offsets in files. Made by `fileStorageExtension`. */
export class FileStorage extends Extension {
  protected static override readonly [PURE]: readonly string[] = [];

  /** Where the files are. */
  public readonly directory: string;
  private readonly emptyDirSize: Size;
  private readonly rendered: RenderedOptions;

  /** @internal */
  public constructor(options: FileStorageExtensionOptions) {
    if (options.name !== undefined) requireDnsLabel('fileStorageExtension', 'name', options.name, 40);
    super('file_storage', options.name);
    const { directory = `/var/lib/otelcol/storage${options.name === undefined ? '' : `-${options.name}`}` } = options;
    if (!/^\/[^\s"']+$/.test(directory)) {
      throw new ArgumentError(
        'fileStorageExtension',
        'directory',
        `has to be an absolute path, received ${quote(directory)}`,
        'begin it with "/"',
      );
    }
    this.directory = directory;
    const { name: _, emptyDirSize = Size.gibibytes(1), compaction, ...settings } = options;
    this.emptyDirSize = emptyDirSize;
    // What is compacted is copied: to the same volume, since the rest of the file system is read-only.
    const copied = compaction === undefined ? undefined : { directory, ...compaction };
    this.rendered = renderOptions({ ...settings, compaction: copied }, CATALOGUE.extensions['file_storage']?.naming);
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const isMounted = host.mountPaths.some((mount) => isBelow(this.directory, mount));
    const volume = {
      name: this.name === undefined ? 'file-storage' : `file-storage-${this.name}`,
      mountPath: this.directory,
      source: { emptyDir: { sizeLimit: quantity(this.emptyDirSize) } },
    };
    return {
      ...this.rendered,
      config: withDefaults({ directory: this.directory, create_directory: true }, this.rendered.config),
      volumes: isMounted ? [] : [volume],
    };
  }
}

/**
 * Storage in files for queues and offsets: give it to an exporter's `sendingQueue.storage` or a receiver's `storage`, and it is there.
 *
 * @throws ArgumentError if the name is no DNS label or the directory no absolute path
 */
export function fileStorageExtension(options: FileStorageExtensionOptions = {}): FileStorage {
  return new FileStorage(options);
}
