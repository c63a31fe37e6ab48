import { record, records } from '../synth/record';
import type { PodControl, PodRefusal } from './pod-control';
import { partList, type Fields, type PodPart, type PodParts } from './pod-parts';

/** What a container adds to the capabilities that a runtime gives by default. */
const CAPABILITIES: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Types of SELinux that containers have by default. */
const SELINUX_TYPES: ReadonlySet<unknown> = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

/** Kernel parameters that are a pod's own and harm no other. */
const SYSCTLS: ReadonlySet<unknown> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** The controls of the level `baseline`. */
export const BASELINE: readonly PodControl[] = [
  hostProcess,
  hostNamespaces,
  privileged,
  capabilities,
  hostPaths,
  hostPorts,
  hostProbes,
  appArmor,
  seLinux,
  procMount,
  seccomp,
  sysctls,
];

/** The security contexts of a pod: its own, and those of its containers. */
export function contextsOf(pod: PodParts): readonly PodPart[] {
  return [pod.context, ...pod.containers.map(contextOf)];
}

/** The security context of a container. */
export function contextOf({ at, fields }: PodPart): PodPart {
  return { at: `${at}.securityContext`, fields: record(fields['securityContext']) };
}

/** Whether a profile of seccomp is one that the standards take. */
export function isSeccompProfile(profile: unknown): boolean {
  const { type } = record(profile);
  return type === 'RuntimeDefault' || type === 'Localhost';
}

function hostProcess(pod: PodParts): readonly PodRefusal[] {
  return contextsOf(pod).flatMap(({ at, fields }) =>
    record(fields['windowsOptions'])['hostProcess'] === true
      ? [{ at: `${at}.windowsOptions.hostProcess`, message: 'a process of the Windows node itself' }]
      : [],
  );
}

function hostNamespaces({ spec }: PodParts): readonly PodRefusal[] {
  return ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) =>
    spec.fields[field] === true ? [{ at: `${spec.at}.${field}`, message: 'the pod shares a namespace of its node' }] : [],
  );
}

function privileged({ containers }: PodParts): readonly PodRefusal[] {
  return containers
    .map(contextOf)
    .flatMap(({ at, fields }) =>
      fields['privileged'] === true ? [{ at: `${at}.privileged`, message: 'a privileged container may do on its node what root may' }] : [],
    );
}

function capabilities({ containers }: PodParts): readonly PodRefusal[] {
  return containers.map(contextOf).flatMap(({ at, fields }) => {
    const added = textsOf(record(fields['capabilities'])['add']).filter((capability) => !CAPABILITIES.has(capability));
    return added.map((capability) => ({ at: `${at}.capabilities.add`, message: `adds the capability ${capability}` }));
  });
}

function hostPaths({ volumes }: PodParts): readonly PodRefusal[] {
  return volumes.flatMap(({ at, fields }) =>
    isGiven(fields['hostPath']) ? [{ at: `${at}.hostPath`, message: 'a volume with files of the node' }] : [],
  );
}

function hostPorts({ containers }: PodParts): readonly PodRefusal[] {
  return containers.flatMap(({ at, fields }) =>
    partList(fields['ports'], `${at}.ports`).flatMap((port) =>
      isGiven(port.fields['hostPort']) && port.fields['hostPort'] !== 0
        ? [{ at: `${port.at}.hostPort`, message: 'a port of the node' }]
        : [],
    ),
  );
}

/** Where kubelets would connect to, seen from the network of their node. Since Kubernetes 1.34. */
function hostProbes({ containers }: PodParts): readonly PodRefusal[] {
  return containers.flatMap(({ at, fields }) => {
    const lifecycle = record(fields['lifecycle']);
    const handlers: readonly (readonly [string, Fields])[] = [
      ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((name) => [`${at}.${name}`, record(fields[name])] as const),
      ...['postStart', 'preStop'].map((name) => [`${at}.lifecycle.${name}`, record(lifecycle[name])] as const),
    ];
    return handlers.flatMap(([place, handler]) =>
      ['httpGet', 'tcpSocket'].flatMap((action) => {
        const { host } = record(handler[action]);
        return isGiven(host) && host !== '' ? [{ at: `${place}.${action}.host`, message: 'a probe or hook of a host of its own' }] : [];
      }),
    );
  });
}

function appArmor(pod: PodParts): readonly PodRefusal[] {
  const message = 'an AppArmor profile other than RuntimeDefault and Localhost';
  const { annotations } = pod;
  const annotated = Object.entries(annotations.fields).flatMap(([key, value]) => {
    const isAllowed = value === '' || value === 'runtime/default' || (typeof value === 'string' && value.startsWith('localhost/'));
    return key.startsWith(APPARMOR_ANNOTATION) && !isAllowed ? [{ at: `${annotations.at}.${key}`, message }] : [];
  });
  const stated = contextsOf(pod).flatMap(({ at, fields }) => {
    const { appArmorProfile } = fields;
    const { type } = record(appArmorProfile);
    return isGiven(appArmorProfile) && type !== 'RuntimeDefault' && type !== 'Localhost'
      ? [{ at: `${at}.appArmorProfile.type`, message }]
      : [];
  });
  return [...annotated, ...stated];
}

function seLinux(pod: PodParts): readonly PodRefusal[] {
  return contextsOf(pod).flatMap(({ at, fields }) => {
    const { type = '', user = '', role = '' } = record(fields['seLinuxOptions']);
    const place = `${at}.seLinuxOptions`;
    return [
      ...(SELINUX_TYPES.has(type) ? [] : [{ at: `${place}.type`, message: 'a type of SELinux that is not one of containers' }]),
      ...(user === '' ? [] : [{ at: `${place}.user`, message: 'a user of SELinux of its own' }]),
      ...(role === '' ? [] : [{ at: `${place}.role`, message: 'a role of SELinux of its own' }]),
    ];
  });
}

function procMount({ containers }: PodParts): readonly PodRefusal[] {
  return containers.map(contextOf).flatMap(({ at, fields }) => {
    const { procMount: mount = 'Default' } = fields;
    return mount === 'Default' ? [] : [{ at: `${at}.procMount`, message: 'shows parts of /proc that are masked by default' }];
  });
}

function seccomp(pod: PodParts): readonly PodRefusal[] {
  return contextsOf(pod).flatMap(({ at, fields }) =>
    isGiven(fields['seccompProfile']) && !isSeccompProfile(fields['seccompProfile'])
      ? [{ at: `${at}.seccompProfile.type`, message: 'a seccomp profile other than RuntimeDefault and Localhost' }]
      : [],
  );
}

function sysctls({ context }: PodParts): readonly PodRefusal[] {
  return records(context.fields['sysctls']).flatMap(({ name }, i) =>
    SYSCTLS.has(name)
      ? []
      : [
          {
            at: `${context.at}.sysctls.${String(i)}.name`,
            message: `the kernel parameter ${String(name)} is not one of those that are safe`,
          },
        ],
  );
}

/** The texts of a list. */
export function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
