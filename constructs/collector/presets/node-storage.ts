import { Extension, type ComponentBinding } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { PURE } from '../../synth/shape/pure';

/** Where the folders of collectors are on a node. */
const NODE_FOLDER = '/var/lib/otelcol';

/**
 * Files of a collector on the disk of its node: whichever pod comes next on that node finds them again. The folder on the node is named
 * after the collector and this, since no two processes may have it at a time.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/extension/storage/filestorage
 */
export class NodeStorage extends Extension {
  protected static override readonly [PURE]: readonly string[] = [];

  private readonly label: string;

  /** @param label name of the storage: a DNS label */
  public constructor(label: string) {
    super('file_storage', label);
    this.label = label;
  }

  public override bind({ name, namespace }: CollectorHost): ComponentBinding {
    const directory = `${NODE_FOLDER}/${this.label}`;
    const own = [namespace, name].filter((part) => part !== undefined).join('.');
    const path = `${NODE_FOLDER}/${own}/${this.label}`;
    return {
      // A node that loses power would leave a file that cannot be read, and no pod would start there again. What is unreadable all the
      // same is put aside where the collector can tell.
      config: { directory, create_directory: true, fsync: true, recreate: true },
      volumes: [{ name: `${this.label}-storage`, mountPath: directory, source: { hostPath: { path, type: 'DirectoryOrCreate' } } }],
      // The kubelet makes the folder, for root alone to write to.
      runAsRoot: true,
    };
  }
}
