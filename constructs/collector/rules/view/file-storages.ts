import { record } from '../../../synth/record';
import { rowOf } from '../../rows/row-of';
import type { CollectorView, ComponentView } from './collector-view';
import type { MountedVolume } from './mounted-volumes';

/** Extension that stores files, and the volume of its directory. */
export interface FileStorage {
  readonly id: string;
  /** Path of the extension in the manifest. */
  readonly location: string;
  readonly volume: MountedVolume;
}

/** Returns the storages of a collector that have their directory on a volume. */
export function fileStorages(view: CollectorView): readonly FileStorage[] {
  return view.in('extensions').flatMap(({ id, type, location, settings: { directory } }) => {
    const volume = rowOf('extensions', type).keepsFiles && typeof directory === 'string' ? view.volumeAt(directory) : undefined;
    return volume === undefined ? [] : [{ id, location, volume }];
  });
}

/** Returns the volume with the queue of an exporter; undefined if the queue is not on a volume. */
export function volumeOfQueue(view: CollectorView, settings: ComponentView['settings']): MountedVolume | undefined {
  const { enabled, storage } = record(settings['sending_queue']);
  return enabled === false ? undefined : fileStorages(view).find(({ id }) => id === storage)?.volume;
}
