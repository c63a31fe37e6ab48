import { accountName } from '../../collector/pods/account';
import type { Fault, LocatedFault } from '../../synth/define-rule';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { Platform } from '../../synth/placement';
import { record } from '../../synth/record';
import type { ClusterWatch } from './subjects/cluster';
import { WiderConstraints } from './wider-constraints';

/** Spec of a pod, or of a resource with the same fields. */
export interface RestrictedPod {
  /** Location in its object. */
  readonly at: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Faults of pods of a service account. */
interface Found {
  readonly cluster: string;
  readonly namespace: string;
  readonly account: string;
  readonly faults: readonly LocatedFault[];
}

/** Part of a fix: how a pod gets more rights. */
export const WIDER = 'let the service account use a wider constraint: docs/security.md has how, under OpenShift';

/**
 * Returns the check of pods on OpenShift that only the security context constraint `restricted-v2` admits, which is the default for all pods.
 * Pods whose service account may use a wider constraint have no faults.
 */
export function watchRestrictedPods(faultsOf: (pod: RestrictedPod) => readonly Fault[]): ClusterWatch {
  const found: Found[] = [];
  const wider = new WiderConstraints();
  return {
    see: (entry) => {
      if (entry.placement?.cluster.platform !== Platform.OPENSHIFT) return;
      wider.see(entry);
      const { cluster, json, path } = entry;
      for (const pod of podsOf(entry)) {
        const faults = faultsOf(pod).map((fault) => ({ ...fault, path }));
        const account = typeof pod.spec['serviceAccount'] === 'string' ? pod.spec['serviceAccount'] : 'default';
        if (faults.length > 0) found.push({ cluster, namespace: json.metadata.namespace ?? '', account, faults });
      }
    },
    findings: () => found.flatMap(({ cluster, namespace, account, faults }) => (wider.isBound(cluster, namespace, account) ? [] : faults)),
  };
}

const PODS = ['Pod', 'OpenTelemetryCollector.opentelemetry.io'];

/** Returns the pods of an object. A pod with its own service account is left out: another program may have bound the account to a constraint. */
function podsOf({ json }: InventoryEntry): readonly RestrictedPod[] {
  const spec = record(json['spec']);
  const template = record(record(spec['template'])['spec']);
  const job = record(record(record(record(spec['jobTemplate'])['spec'])['template'])['spec']);
  const pods: readonly RestrictedPod[] = [
    { at: 'spec', spec: PODS.includes(groupKind(json.apiVersion, json.kind)) ? spec : {} },
    { at: 'spec.template.spec', spec: template },
    { at: 'spec.jobTemplate.spec.template.spec', spec: job },
  ];
  return pods.filter(
    ({ spec: pod }) =>
      Object.keys(pod).length > 0 && pod['serviceAccountName'] === undefined && isOurs(json.metadata.name, pod['serviceAccount']),
  );
}

/** Whether an account is the one that this package creates for a collector. The program shows its constraints. */
function isOurs(collector: string, account: unknown): boolean {
  return account === undefined || account === accountName(collector);
}
