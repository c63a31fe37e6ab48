import { defineRule } from '../../synth/define-rule';
import { isBelow } from '../pods/mount';
import { COLLECTOR } from './subject';
import { readPaths } from './view/read-paths';

/** File systems of the kernel, which each container has. */
const KERNEL = ['/dev', '/proc', '/sys'];

/** A receiver reads files on a volume. The image has no logs, and its file system is read-only. */
export const receiverPathNotMounted = defineRule({
  id: 'receiver/path-not-mounted',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a receiver reads files where no volume is mounted',
  check: (view) =>
    readPaths(view)
      .filter(({ path }) => ![...KERNEL, ...view.mountPaths].some((mount) => isBelow(path, mount) || isBelow(mount, path)))
      .map(({ component: { id, location }, location: below, path }) => ({
        location: `${location}.${below}`,
        message: `${id} reads ${path}, and no volume is mounted there`,
        fix: "mount it: volumes of the collector; podLogs() and hostMetrics() bring theirs, { source: { hostPath: { path } } } is the node's",
      })),
});
