import { defineRule } from '../../synth/define-rule';
import { record, records } from '../../synth/record';
import { watchRestrictedPods, WIDER, type RestrictedPod } from './restricted-pods';
import { CLUSTER } from './subjects/cluster';

/** Pods have no access to their node. */
export const openshiftHostAccess = defineRule({
  id: 'openshift/host-access',
  severity: 'error',
  subject: CLUSTER,
  docs: "a pod asks for what is its node's, which OpenShift refuses",
  check: () =>
    watchRestrictedPods((pod) =>
      accessOf(pod).map(([location, what]) => ({
        location,
        message: `OpenShift refuses ${what} to pods that no wider security context constraint is bound to`,
        fix: `leave it out, or ${WIDER}`,
      })),
    ),
});

/** Returns the fields of a pod that need access to the node, each with its name in words. */
function accessOf({ at, spec }: RestrictedPod): readonly (readonly [location: string, what: string])[] {
  const found = ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field): [string, string][] =>
    spec[field] === true ? [[`${at}.${field}`, field]] : [],
  );
  records(spec['volumes']).forEach((volume, i) => {
    if (volume['hostPath'] !== undefined) found.push([`${at}.volumes.${String(i)}.hostPath`, 'a volume of the node']);
  });
  for (const list of ['initContainers', 'containers']) {
    records(spec[list]).forEach((container, i) => {
      const place = `${at}.${list}.${String(i)}`;
      if (record(container['securityContext'])['privileged'] === true)
        found.push([`${place}.securityContext.privileged`, 'a privileged container']);
      records(container['ports']).forEach((port, j) => {
        if (port['hostPort'] !== undefined) found.push([`${place}.ports.${String(j)}.hostPort`, 'a port of the node']);
      });
    });
  }
  return found;
}
