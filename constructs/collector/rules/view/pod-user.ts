import { record } from '../../../synth/record';
import { CollectorDistribution } from '../../images/distribution';
import type { CollectorView } from './collector-view';

/** Whether the collector does not run as root. An image of the program can have any user. */
export function isNotRoot(view: CollectorView): boolean {
  const { user } = view;
  if (user !== undefined) return typeof user === 'number' && user !== 0;
  return view.security('runAsNonRoot') === true || CollectorDistribution.tryFindByImage(view.image) !== undefined;
}

/** Whether the program states groups of the pods. Volumes of the program belong to the group of the image. */
export function hasOwnGroups(view: CollectorView): boolean {
  const groups = view.security('supplementalGroups');
  return view.security('runAsGroup') === 0 || view.security('fsGroup') === 0 || (Array.isArray(groups) && groups.length > 0);
}

/** Whether a container that runs as root has a capability, for example `SYS_CHROOT`, that container runtimes give by default. */
export function hasCapability(view: CollectorView, name: string): boolean {
  if (view.security('privileged') === true) return true;
  const { add, drop } = record(view.security('capabilities'));
  const includes = (list: unknown): boolean => Array.isArray(list) && ['ALL', name, `CAP_${name}`].some((one) => list.includes(one));
  return includes(add) || !includes(drop);
}
