import { posix } from 'node:path';

import { defineRule } from '../../synth/define-rule';
import { isBelow } from '../pods/mount';
import { COLLECTOR } from './subject';
import type { CollectorView } from './view/collector-view';
import { hasOwnGroups, isNotRoot } from './view/pod-user';
import { readPaths } from './view/read-paths';

/** Logs on a node that other users than root cannot read, or only if the container runtime or the node allows it. */
const OF_ROOT = [
  '/var/log/pods',
  '/var/log/containers',
  '/var/lib/docker/containers',
  '/var/log/audit',
  '/var/log/auth.log',
  '/var/log/kern.log',
  '/var/log/messages',
  '/var/log/secure',
  '/var/log/syslog',
];

/** A receiver of logs that belong to root runs as root. Otherwise the collector cannot open the files. */
export const receiverFilesOfRoot = defineRule({
  id: 'receiver/files-of-root',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'a receiver reads logs of root, and its pods do not run as root',
  check: (view) => {
    // The pod of a sidecar has its own user. An init container can change the modes of files.
    if (view.isSidecar || view.hasInitContainers || !isNotRoot(view) || hasOwnGroups(view)) return [];
    return readPaths(view).flatMap(({ component: { id, location }, location: below, path }) => {
      const file = nodeFile(view, path);
      if (file === undefined || !OF_ROOT.some((folder) => isBelow(file, folder))) return [];
      return [
        {
          location: `${location}.${below}`,
          message: `${id} reads ${file} of the node, which belongs to root, and the pods do not run as root`,
          fix: 'Use podLogs() for logs of containers. For other logs of root, set runAsUser: 0 in both security contexts of the collector.',
        },
      ];
    });
  },
});

/** Returns the path of a file on the node; undefined for a file on no volume of the node. */
function nodeFile(view: CollectorView, path: string): string | undefined {
  const volume = view.volumeAt(path);
  return volume?.nodePath === undefined ? undefined : posix.join(volume.nodePath, posix.relative(volume.mountPath, path));
}
