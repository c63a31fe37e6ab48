import { accountName } from '../../collector/pods/account';
import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { Platform } from '../../synth/placement';
import { record, records } from '../../synth/record';
import type { NetworkRule } from './network-rule';
import { WiderConstraints } from './wider-constraints';

type Fields = Readonly<Record<string, unknown>>;

/** What is refused to pods of a service account. */
interface Found {
  readonly cluster: string;
  readonly namespace: string;
  readonly account: string;
  readonly findings: readonly LocatedFinding[];
}

/** What the security context constraint `restricted-v2`, which every pod of OpenShift gets by default, refuses. */
export function openShiftPods(): NetworkRule {
  const found: Found[] = [];
  const wider = new WiderConstraints();
  return {
    see: (entry) => {
      if (entry.placement?.cluster.platform !== Platform.OPENSHIFT) return;
      wider.see(entry);
      const { cluster, json } = entry;
      // Whoever names a service account may have bound it to another constraint.
      for (const [location, pod] of podsOf(entry)) {
        const findings = [...fixedUsers(entry.path, location, pod), ...hostAccess(entry.path, location, pod)];
        const account = typeof pod['serviceAccount'] === 'string' ? pod['serviceAccount'] : 'default';
        if (findings.length > 0) found.push({ cluster, namespace: json.metadata.namespace ?? '', account, findings });
      }
    },
    findings: () =>
      found.flatMap(({ cluster, namespace, account, findings }) => (wider.isBound(cluster, namespace, account) ? [] : findings)),
  };
}

/** User ids come from the range of the namespace. */
function fixedUsers(path: string, location: string, pod: Fields): readonly LocatedFinding[] {
  const contexts: readonly (readonly [string, Fields])[] = [
    [`${location}.securityContext`, record(pod['securityContext'])],
    [`${location}.podSecurityContext`, record(pod['podSecurityContext'])],
    ...['initContainers', 'containers'].flatMap((list) =>
      records(pod[list]).map(
        (container, i) => [`${location}.${list}.${String(i)}.securityContext`, record(container['securityContext'])] as const,
      ),
    ),
  ];
  return contexts.flatMap(([at, context]) =>
    ['runAsUser', 'fsGroup']
      .filter((field) => context[field] !== undefined)
      .map((field): LocatedFinding => ({
        rule: 'openshift/fixed-user',
        path,
        location: `${at}.${field}`,
        message: `OpenShift gives every namespace a range of ids of its own and refuses ${field} ${String(context[field])}`,
        fix: `leave ${field} out, or ${WIDER}`,
      })),
  );
}

/** Pods do not see their node. */
function hostAccess(path: string, location: string, pod: Fields): readonly LocatedFinding[] {
  const found: [string, string][] = ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) =>
    pod[field] === true ? [[`${location}.${field}`, field] as [string, string]] : [],
  );
  records(pod['volumes']).forEach((volume, i) => {
    if (volume['hostPath'] !== undefined) found.push([`${location}.volumes.${String(i)}.hostPath`, 'a volume of the node']);
  });
  for (const list of ['initContainers', 'containers']) {
    records(pod[list]).forEach((container, i) => {
      const at = `${location}.${list}.${String(i)}`;
      if (record(container['securityContext'])['privileged'] === true)
        found.push([`${at}.securityContext.privileged`, 'a privileged container']);
      records(container['ports']).forEach((port, j) => {
        if (port['hostPort'] !== undefined) found.push([`${at}.ports.${String(j)}.hostPort`, 'a port of the node']);
      });
    });
  }
  return found.map(([at, what]) => ({
    rule: 'openshift/host-access',
    path,
    location: at,
    message: `OpenShift refuses ${what} to pods that no wider security context constraint is bound to`,
    fix: `leave it out, or ${WIDER}`,
  }));
}

const WIDER = 'let the service account use a wider constraint: docs/security.md has how, under OpenShift';

const PODS = ['Pod', 'OpenTelemetryCollector.opentelemetry.io'];

/** The parts of an object that pods are made of, unless a service account of the user's own says who they are. */
function podsOf({ json }: InventoryEntry): readonly (readonly [string, Fields])[] {
  const spec = record(json['spec']);
  const template = record(record(spec['template'])['spec']);
  const job = record(record(record(record(spec['jobTemplate'])['spec'])['template'])['spec']);
  const pods: readonly (readonly [string, Fields])[] = [
    ['spec', PODS.includes(groupKind(json.apiVersion, json.kind)) ? spec : {}],
    ['spec.template.spec', template],
    ['spec.jobTemplate.spec.template.spec', job],
  ];
  return pods.filter(
    ([, pod]) =>
      Object.keys(pod).length > 0 && pod['serviceAccountName'] === undefined && isOurs(json.metadata.name, pod['serviceAccount']),
  );
}

/** The account that this package makes for a collector is bound to what the program says. */
function isOurs(collector: string, account: unknown): boolean {
  return account === undefined || account === accountName(collector);
}
