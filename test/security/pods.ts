import type { PodSecurityLevel } from '../../constructs';

/** A pod, and the strictest PodSecurity level that it passes. */
export interface PodCase {
  readonly title: string;
  readonly pod: { readonly metadata?: object; readonly spec: Fields };
  readonly passes: PodSecurityLevel;
}

type Fields = Readonly<Record<string, unknown>>;

const CAREFUL: Fields = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

function container(context: Fields | undefined, fields: Fields = {}): Fields {
  return { name: 'app', image: 'app', ...(context && { securityContext: context }), ...fields };
}

/** A pod with one container, whose security context is careful but for these fields. */
function withContext(title: string, passes: PodSecurityLevel, context: Fields, pod: Fields = {}): PodCase {
  return { title, passes, pod: { spec: { containers: [container({ ...CAREFUL, ...context })], ...pod } } };
}

/** A careful pod but for these fields of its container. */
function withContainer(title: string, passes: PodSecurityLevel, fields: Fields): PodCase {
  return { title, passes, pod: { spec: { containers: [container(CAREFUL, fields)] } } };
}

/** A careful pod but for these fields. */
function withPod(title: string, passes: PodSecurityLevel, spec: Fields, annotations?: Fields): PodCase {
  return { title, passes, pod: { ...(annotations && { metadata: { annotations } }), spec: { containers: [container(CAREFUL)], ...spec } } };
}

const VOLUMES: readonly (readonly [PodSecurityLevel, Fields])[] = [
  ['restricted', { configMap: { name: 'a' } }],
  ['restricted', { csi: { driver: 'a.example.com' } }],
  ['restricted', { downwardAPI: {} }],
  ['restricted', { emptyDir: {} }],
  ['restricted', { ephemeral: { volumeClaimTemplate: { spec: CLAIM() } } }],
  ['restricted', { persistentVolumeClaim: { claimName: 'a' } }],
  ['restricted', { projected: { sources: [] } }],
  ['restricted', { secret: { secretName: 'a' } }],
  ['baseline', { nfs: { server: 'a.example.com', path: '/a' } }],
  ['baseline', { iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.example:a', lun: 0 } }],
  ['baseline', { flexVolume: { driver: 'example.com/a' } }],
  ['privileged', { hostPath: { path: '/var/log' } }],
];

function CLAIM(): Fields {
  return { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
}

const PROBE = { httpGet: { port: 80 } };

/** Every control of the Pod Security Standards, kept and broken. Pods that an API server takes but for them. */
export const PODS: readonly PodCase[] = [
  withContext('careful in its container', 'restricted', {}),
  { title: 'that says nothing', passes: 'baseline', pod: { spec: { containers: [container(undefined)] } } },
  withPod('on the network of its node', 'privileged', { hostNetwork: true }),
  withPod('among the processes of its node', 'privileged', { hostPID: true }),
  withPod('with the memory of its node', 'privileged', { hostIPC: true }),
  withPod('that says it shares nothing', 'restricted', { hostNetwork: false, hostPID: false, hostIPC: false }),
  withContext('that is privileged', 'privileged', { privileged: true, allowPrivilegeEscalation: true }),
  withContext('that is not privileged', 'restricted', { privileged: false }),
  withContext('with a capability of the default set', 'baseline', { capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
  withContext('that may bind low ports', 'restricted', { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
  withContext('with a capability beyond the default set', 'privileged', { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } }),
  withContext('that drops one capability', 'baseline', { capabilities: { drop: ['NET_RAW'] } }),
  withContext('that drops all and more', 'restricted', { capabilities: { drop: ['NET_RAW', 'ALL'] } }),
  ...VOLUMES.map(([passes, source]) =>
    withPod(`with a volume of kind ${Object.keys(source).join()}`, passes, { volumes: [{ name: 'a', ...source }] }),
  ),
  withContainer('with a port of its own', 'restricted', { ports: [{ containerPort: 80 }] }),
  withContainer('with a port of its node', 'privileged', { ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 8081 }] }),
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) => [
    withContainer(`with a ${name} of itself`, 'restricted', { [name]: PROBE }),
    withContainer(`with a ${name} of another host`, 'privileged', { [name]: { httpGet: { port: 80, host: '10.0.0.1' } } }),
    withContainer(`with a ${name} of a port of another host`, 'privileged', { [name]: { tcpSocket: { port: 80, host: '10.0.0.1' } } }),
  ]),
  ...['postStart', 'preStop'].flatMap((name) => [
    withContainer(`with a ${name} hook of itself`, 'restricted', { lifecycle: { [name]: PROBE } }),
    withContainer(`with a ${name} hook of another host`, 'privileged', {
      lifecycle: { [name]: { httpGet: { port: 80, host: '10.0.0.1' } } },
    }),
  ]),
  withContext('with an AppArmor profile of the node', 'restricted', { appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } }),
  withContext('with the AppArmor profile of the runtime', 'restricted', { appArmorProfile: { type: 'RuntimeDefault' } }),
  withContext('without AppArmor', 'privileged', { appArmorProfile: { type: 'Unconfined' } }),
  withPod('without AppArmor as a pod', 'privileged', { securityContext: { appArmorProfile: { type: 'Unconfined' } } }),
  withPod('without AppArmor by annotation', 'privileged', {}, { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' }),
  withPod('with AppArmor by annotation', 'restricted', {}, { 'container.apparmor.security.beta.kubernetes.io/app': 'runtime/default' }),
  withContext('with a type of SELinux for containers', 'restricted', { seLinuxOptions: { type: 'container_t', level: 's0' } }),
  withContext('with a type of SELinux for engines in containers', 'restricted', { seLinuxOptions: { type: 'container_engine_t' } }),
  withContext('with a type of SELinux for processes of the node', 'privileged', { seLinuxOptions: { type: 'spc_t' } }),
  withPod('with a user of SELinux', 'privileged', { securityContext: { seLinuxOptions: { user: 'system_u' } } }),
  withContext('with a role of SELinux', 'privileged', { seLinuxOptions: { role: 'system_r' } }),
  withContext('with /proc as by default', 'restricted', { procMount: 'Default' }),
  withContext('with all of /proc', 'privileged', { procMount: 'Unmasked' }, { hostUsers: false }),
  withContext('without seccomp', 'privileged', { seccompProfile: { type: 'Unconfined' } }),
  withContext('with a seccomp profile of the node', 'restricted', { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } }),
  withContext('that says nothing of seccomp', 'baseline', { seccompProfile: undefined }),
  withPod('without seccomp as a pod', 'privileged', { securityContext: { seccompProfile: { type: 'Unconfined' } } }),
  withContext(
    'with seccomp as a pod',
    'restricted',
    { seccompProfile: undefined },
    { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
  ),
  withPod('with a safe kernel parameter', 'restricted', { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '4096' }] } }),
  withPod('with an unsafe kernel parameter', 'privileged', { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '65536' }] } }),
  withContext('whose processes may gain rights', 'baseline', { allowPrivilegeEscalation: true }),
  withContext('that says nothing of gaining rights', 'baseline', { allowPrivilegeEscalation: undefined }),
  withContext('that may be root', 'baseline', { runAsNonRoot: false }),
  withContext('that says nothing of root', 'baseline', { runAsNonRoot: undefined }),
  withContext('that is not root as a pod', 'restricted', { runAsNonRoot: undefined }, { securityContext: { runAsNonRoot: true } }),
  withPod('that may be root as a pod, and is not', 'baseline', { securityContext: { runAsNonRoot: false } }),
  withContext('that is root', 'baseline', { runAsUser: 0 }),
  withContext('that is somebody', 'restricted', { runAsUser: 10_001 }),
  withPod('that is root as a pod', 'baseline', { securityContext: { runAsUser: 0 } }),
  withContext('that may be root, in a user namespace', 'baseline', { runAsNonRoot: false }, { hostUsers: false }),
  withPod('whose first container is not careful', 'baseline', { initContainers: [{ name: 'first', image: 'app' }] }),
  withPod('whose first container is privileged', 'privileged', {
    initContainers: [{ name: 'first', image: 'app', securityContext: { privileged: true } }],
  }),
  {
    title: 'of Windows that says nothing but that it is not root',
    passes: 'restricted',
    pod: { spec: { os: { name: 'windows' }, securityContext: { runAsNonRoot: true }, containers: [container(undefined)] } },
  },
  {
    title: 'of Windows that is a process of its node',
    passes: 'privileged',
    pod: {
      spec: {
        os: { name: 'windows' },
        hostNetwork: true,
        securityContext: { runAsNonRoot: true, windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' } },
        containers: [container(undefined)],
      },
    },
  },
];
