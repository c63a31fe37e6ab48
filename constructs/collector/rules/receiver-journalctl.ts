import { defineRule, type Fault } from '../../synth/define-rule';
import { hasReference } from '../config/expansion';
import { CollectorDistribution } from '../images/distribution';
import { COLLECTOR } from './subject';
import type { CollectorView, ComponentView } from './view/collector-view';
import { hasCapability, isNotRoot } from './view/pod-user';

/** The receiver `journald` can run the program `journalctl`. Otherwise the collector does not start. */
export const receiverJournalctl = defineRule({
  id: 'receiver/journalctl',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a journald receiver cannot run journalctl',
  check: (view) =>
    view.ofType('receivers', 'journald').flatMap((component) => {
      const { root_path: root } = component.settings;
      const isChanged = typeof root === 'string' && root !== '';
      return isChanged ? cannotChangeRoot(view, component, root) : missingProgram(view, component);
    }),
});

/** Released images have no program besides the collector. */
function missingProgram(view: CollectorView, { id, location, settings }: ComponentView): readonly Fault[] {
  const program = settings['journalctl_path'] ?? 'journalctl';
  if (typeof program !== 'string' || hasReference(program) || view.volumeAt(program) !== undefined) return [];
  if (CollectorDistribution.tryFindByImage(view.image) === undefined) return [];
  return [
    {
      location: `${location}.root_path`,
      message: `${id} runs ${program}, which the image ${view.image} does not have`,
      fix: 'Mount the root of the node, and set rootPath and journalctlPath: "/usr/bin/journalctl". Or use an image with journalctl.',
    },
  ];
}

function cannotChangeRoot(view: CollectorView, { id, location }: ComponentView, root: string): readonly Fault[] {
  const isUnknown = view.isSidecar && view.user === undefined && view.security('runAsNonRoot') !== true;
  if (isUnknown || (!isNotRoot(view) && hasCapability(view, 'SYS_CHROOT'))) return [];
  return [
    {
      location: `${location}.root_path`,
      message: `${id} changes its root to ${root}, and the container is not root with the capability SYS_CHROOT`,
      fix: 'Set runAsUser: 0, runAsNonRoot: false and capabilities.add: ["SYS_CHROOT"] in the security context of the collector.',
    },
  ];
}
