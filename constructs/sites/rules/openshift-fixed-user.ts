import { defineRule } from '../../synth/define-rule';
import { record, records } from '../../synth/record';
import { watchRestrictedPods, WIDER, type RestrictedPod } from './restricted-pods';
import { CLUSTER } from './subjects/cluster';

type Fields = Readonly<Record<string, unknown>>;

/** OpenShift assigns user ids from the range of the namespace. */
export const openshiftFixedUser = defineRule({
  id: 'openshift/fixed-user',
  severity: 'error',
  subject: CLUSTER,
  docs: 'a pod names a user or group id that OpenShift refuses',
  check: () =>
    watchRestrictedPods((pod) =>
      contextsOf(pod).flatMap(([at, context]) =>
        ['runAsUser', 'fsGroup']
          .filter((field) => context[field] !== undefined)
          .map((field) => ({
            location: `${at}.${field}`,
            message: `OpenShift gives every namespace a range of ids of its own and refuses ${field} ${String(context[field])}`,
            fix: `leave ${field} out, or ${WIDER}`,
          })),
      ),
    ),
});

function contextsOf({ at, spec }: RestrictedPod): readonly (readonly [at: string, context: Fields])[] {
  return [
    [`${at}.securityContext`, record(spec['securityContext'])],
    [`${at}.podSecurityContext`, record(spec['podSecurityContext'])],
    ...['initContainers', 'containers'].flatMap((list) =>
      records(spec[list]).map(
        (container, i) => [`${at}.${list}.${String(i)}.securityContext`, record(container['securityContext'])] as const,
      ),
    ),
  ];
}
