import { record } from '../synth/record';
import { contextOf, contextsOf, isSeccompProfile, textsOf } from './baseline-controls';
import type { PodControl, PodRefusal } from './pod-control';
import type { PodParts } from './pod-parts';

/** Sources of volumes that show nothing of the node and bind to no storage directly. */
const VOLUMES: readonly string[] = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** The controls that the level `restricted` has beside those of `baseline`. */
export const RESTRICTED: readonly PodControl[] = [volumes, privilegeEscalation, nonRoot, rootUser, seccomp, capabilities];

function volumes(pod: PodParts): readonly PodRefusal[] {
  return pod.volumes.flatMap(({ at, fields }) =>
    VOLUMES.some((source) => fields[source] !== undefined) ? [] : [{ at, message: `a volume of another kind than ${VOLUMES.join(', ')}` }],
  );
}

function privilegeEscalation(pod: PodParts): readonly PodRefusal[] {
  if (isWindows(pod)) return [];
  return pod.containers.map(contextOf).flatMap(({ at, fields }) => {
    const place = `${at}.allowPrivilegeEscalation`;
    return fields['allowPrivilegeEscalation'] === false ? [] : [{ at: place, message: 'a process may get more rights than its parent' }];
  });
}

function nonRoot(pod: PodParts): readonly PodRefusal[] {
  const isStated = pod.context.fields['runAsNonRoot'] === true;
  const may = contextsOf(pod).filter(({ fields }) => fields['runAsNonRoot'] === false);
  const unstated = pod.containers.map(contextOf).filter(({ fields }) => typeof fields['runAsNonRoot'] !== 'boolean' && !isStated);
  return [...may, ...unstated].map(({ at }) => ({ at: `${at}.runAsNonRoot`, message: 'the container may run as root' }));
}

function rootUser(pod: PodParts): readonly PodRefusal[] {
  return contextsOf(pod).flatMap(({ at, fields }) =>
    fields['runAsUser'] === 0 ? [{ at: `${at}.runAsUser`, message: 'runs as root' }] : [],
  );
}

/** Profiles of another kind are refused by `baseline` already. */
function seccomp(pod: PodParts): readonly PodRefusal[] {
  if (isWindows(pod) || isSeccompProfile(pod.context.fields['seccompProfile'])) return [];
  return pod.containers
    .map(contextOf)
    .filter(({ fields }) => !isSeccompProfile(fields['seccompProfile']))
    .map(({ at }) => ({ at: `${at}.seccompProfile.type`, message: 'no seccomp profile, for the container or for the pod' }));
}

function capabilities(pod: PodParts): readonly PodRefusal[] {
  if (isWindows(pod)) return [];
  return pod.containers.map(contextOf).flatMap(({ at, fields }) => {
    const { add, drop } = record(fields['capabilities']);
    return [
      ...(textsOf(drop).includes('ALL') ? [] : [{ at: `${at}.capabilities.drop`, message: 'does not drop ALL capabilities' }]),
      ...textsOf(add)
        .filter((capability) => capability !== 'NET_BIND_SERVICE')
        .map((capability) => ({ at: `${at}.capabilities.add`, message: `adds the capability ${capability}` })),
    ];
  });
}

/** The server refuses what is of Linux alone in pods of Windows, and the standards do not ask for it. */
function isWindows({ spec }: PodParts): boolean {
  return record(spec.fields['os'])['name'] === 'windows';
}
