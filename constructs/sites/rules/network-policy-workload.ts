import type { LabelSelector } from '../../security/label-selector';
import { selects } from '../../security/label-selector';
import { INJECT_ANNOTATION, INJECTED_LABEL } from '../../collector/pods/sidecar';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import type { InventoryEntry } from '../../synth/inventory';
import { Manifest } from '../../synth/manifest';
import { groupKind } from '../../synth/phase';
import { record } from '../../synth/record';
import { DEFAULT_DENY, PARTIAL } from '../policies/site-policies';
import { CLUSTER } from './subjects/cluster';

/** Workload that creates pods. */
interface Workload {
  readonly place: string;
  readonly path: string;
  readonly what: string;
  readonly labels: Readonly<Record<string, unknown>>;
  /** Whether this package creates it. */
  readonly isOwn: boolean;
}

/** Pods that a policy selects. */
interface Selection {
  readonly selector: LabelSelector;
  readonly isPartial: boolean;
}

/** Fields of workloads that hold the metadata of their pods. */
const METADATA: Readonly<Record<string, readonly string[] | undefined>> = {
  Pod: ['metadata'],
  'Deployment.apps': ['spec', 'template', 'metadata'],
  'StatefulSet.apps': ['spec', 'template', 'metadata'],
  'DaemonSet.apps': ['spec', 'template', 'metadata'],
  'Job.batch': ['spec', 'template', 'metadata'],
  'CronJob.batch': ['spec', 'jobTemplate', 'spec', 'template', 'metadata'],
};

/** A workload in a closed namespace needs a policy of the program, since only the program knows what the workload needs. */
export const networkPolicyWorkload = defineRule({
  id: 'network-policy/workload',
  severity: 'warning',
  subject: CLUSTER,
  docs: 'a workload is in a namespace that the site closes, and no policy selects it',
  check: () => {
    const closed = new Set<string>();
    const selectors = new Map<string, Selection[]>();
    const workloads: Workload[] = [];
    return {
      see: (entry) => {
        const kind = groupKind(entry.json.apiVersion, entry.json.kind);
        const place = `${entry.cluster}\n${entry.json.metadata.namespace ?? ''}`;
        if (kind === 'NetworkPolicy.networking.k8s.io') {
          const selector = record(record(entry.json['spec'])['podSelector']);
          const mark = Manifest.isManifest(entry.object) ? entry.object.mark : undefined;
          if (mark === DEFAULT_DENY) closed.add(place);
          else selectors.set(place, [...(selectors.get(place) ?? []), { selector, isPartial: mark === PARTIAL }]);
        }
        const at = METADATA[kind];
        // A workload of this package needs only its sidecar.
        const isOwn = Manifest.isManifest(entry.object);
        if (at !== undefined) workloads.push({ place, path: entry.path, what: entry.json.kind, labels: labelsOf(entry, at), isOwn });
      },
      findings: () =>
        workloads
          .filter(({ place, labels, isOwn }) => {
            const isFor = (policy: Selection): boolean => (isOwn || !policy.isPartial) && selects(policy.selector, labels);
            return closed.has(place) && !(selectors.get(place) ?? []).some(isFor);
          })
          .map(({ path, what }): LocatedFault => ({
            path,
            message: `the site closes the namespace of this ${what}, and no network policy of the program is for its pods: they reach nothing but DNS and what a sidecar or an agent of theirs sends to, and nobody reaches them`,
            fix: 'make a NetworkPolicy of cdk8s-plus for it, or give the site networkPolicies: false',
          })),
    };
  },
});

function labelsOf({ json }: InventoryEntry, at: readonly string[]): Readonly<Record<string, unknown>> {
  const metadata = record(at.reduce<unknown>((value, key) => record(value)[key], json));
  const asked = record(metadata['annotations'])[INJECT_ANNOTATION];
  const isInjected = typeof asked === 'string' && asked !== 'false';
  return { ...record(metadata['labels']), ...(isInjected && { [INJECTED_LABEL]: asked }) };
}
