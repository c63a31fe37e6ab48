import { defineRule, type Fault } from '../../synth/define-rule';
import { CollectorDistribution } from '../images/distribution';
import { isBelow } from '../pods/mount';
import { COLLECTOR } from './subject';
import type { CollectorView } from './view/collector-view';
import { fileOptions, type FileOption } from './view/file-options';

/** Files that every container has, from the kernel or the kubelet. */
const OF_CONTAINER = ['/dev', '/proc', '/sys', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];
/** CA certificates of the image. */
const OF_SYSTEM = ['/etc/ssl', '/etc/pki', '/usr/share/ca-certificates', '/usr/local/share/ca-certificates'];
/** Files that the operator mounts: the configuration and further ConfigMaps. */
const OF_OPERATOR = ['/conf', '/var/conf'];
/** Files of the service account. */
const OF_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

const WRITABLE = 'Mount a volume that the collector can write to: volumes of the collector, or a volumeClaim of CollectorMode.statefulset.';
const READABLE =
  "Name a file of a Secret or ConfigMap: secretFile('name', 'key') or configMapFile('name', 'key'). Or mount a volume there.";

/** Each file of an option is on a volume. The image has no such files, and its file system is read-only. */
export const componentFileNotMounted = defineRule({
  id: 'component/file-not-mounted',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'an option names a file where no volume is mounted',
  check: (view) =>
    fileOptions(view).flatMap((option): Fault[] => {
      const { what, location, file, isWritten } = option;
      const action = `${what} ${isWritten ? 'writes to' : 'reads'} ${file}`;
      if (!isThere(view, option)) {
        return [{ location, message: `${action}, where no volume is mounted`, fix: isWritten ? WRITABLE : READABLE }];
      }
      const volume = isWritten ? view.volumeAt(file) : undefined;
      if (volume?.isReadOnly !== true) return [];
      return [{ location, message: `${action}, and the volume ${volume.name} is read-only`, fix: WRITABLE }];
    }),
});

function isThere(view: CollectorView, { file, isPattern, isWritten }: FileOption): boolean {
  if (view.volumeAt(file) !== undefined || OF_CONTAINER.some((folder) => isBelow(file, folder))) return true;
  if (isPattern && view.mountPaths.some((mount) => isBelow(mount, file))) return true;
  if (isWritten) return canWriteToImage(view);
  if ([...OF_SYSTEM, ...OF_OPERATOR].some((folder) => isBelow(file, folder))) return true;
  if (isBelow(file, OF_ACCOUNT)) return true;
  // An image of the user can have files.
  return CollectorDistribution.tryFindByImage(view.image) === undefined;
}

/** Whether the collector can have a file system of its own that it writes to. Images of the user can have folders for that. */
function canWriteToImage(view: CollectorView): boolean {
  const isOpen = view.security('readOnlyRootFilesystem') !== true;
  return isOpen && (view.user === 0 || CollectorDistribution.tryFindByImage(view.image) === undefined);
}
