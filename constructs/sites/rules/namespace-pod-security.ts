import { isSkupperSite } from '../../security/generations';
import type { PodSecurityFault } from '../../security/pod-control';
import type { PodParts } from '../../security/pod-parts';
import { podSecurityFaults } from '../../security/pod-security';
import { ENFORCE_LABEL, includesLevel, isLevel, type PodSecurityLevel } from '../../security/pod-security-level';
import { podsOf } from '../../security/pods-of';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { Injections } from '../namespaces/injections';
import { CLUSTER } from './subjects/cluster';

/** Object that creates pods, and the faults of these pods by the Pod Security Standards. */
interface Judged {
  readonly entry: Pick<InventoryEntry, 'path' | 'cluster'>;
  readonly namespace: string;
  readonly isRouter: boolean;
  readonly faults: readonly PodSecurityFault[];
}

/** Pod that requests a sidecar or an agent that was not shown yet. */
interface Waiting extends Omit<Judged, 'faults'> {
  readonly pod: PodParts;
}

/** A namespace refuses pods that do not pass its level. Such pods never start, and only events of their owner show it. */
export const namespacePodSecurity = defineRule({
  id: 'namespace/pod-security',
  severity: 'error',
  subject: CLUSTER,
  docs: 'a namespace enforces a PodSecurity level that pods in it do not pass',
  check: () => {
    const levels = new Map<string, PodSecurityLevel>();
    const injections = new Injections();
    const waiting: Waiting[] = [];
    const judged: Judged[] = [];
    const judge = (one: Judged): void => {
      const level = levels.get(keyOf(one));
      const faults = one.faults.filter((fault) => level === undefined || includesLevel(level, fault.level));
      if (faults.length > 0) judged.push({ ...one, faults });
    };
    return {
      see: ({ json, path, cluster }) => {
        injections.see(cluster, path, json);
        if (json.kind === 'Namespace' && json.apiVersion === 'v1') {
          const level = json.metadata.labels?.[ENFORCE_LABEL];
          if (isLevel(level)) levels.set(keyOf({ entry: { cluster }, namespace: json.metadata.name }), level);
          return;
        }
        const place = {
          entry: { path, cluster },
          namespace: json.metadata.namespace ?? '',
          isRouter: isSkupperSite(groupKind(json.apiVersion, json.kind), json.metadata.name),
        };
        for (const own of podsOf(json)) {
          const { pod, isWhole } = injections.inject(cluster, place.namespace, own);
          if (isWhole) judge({ ...place, faults: podSecurityFaults(pod) });
          else waiting.push({ ...place, pod: own });
        }
      },
      findings: () => {
        for (const { pod, ...place } of waiting) {
          judge({ ...place, faults: podSecurityFaults(injections.inject(place.entry.cluster, place.namespace, pod).pod) });
        }
        return judged.flatMap((one) => refusals(one, levels.get(keyOf(one))));
      },
    };
  },
});

function refusals({ entry: { path }, namespace, isRouter, faults }: Judged, level: PodSecurityLevel | undefined): LocatedFault[] {
  if (level === undefined) return [];
  const refused = faults.filter((fault) => includesLevel(level, fault.level));
  const enforces = `the namespace ${namespace} enforces the PodSecurity level ${level}`;
  if (isRouter) {
    const message = `${enforces}, and the pods of the Skupper router pass baseline at most`;
    return refused.slice(0, 1).map(() => ({ path, message, fix: "give the namespace the level 'baseline'" }));
  }
  return refused.map(({ at, message, level: least }) => ({
    path,
    location: at,
    message: `${message}, and ${enforces}`,
    fix:
      least === 'baseline'
        ? "do without it, or place it in a namespace of its own that allows it: site.addNamespace(name, { podSecurity: 'privileged' })"
        : "set what the level asks for, or give the namespace the level 'baseline'",
  }));
}

function keyOf({ entry, namespace }: { readonly entry: { readonly cluster: string }; readonly namespace: string }): string {
  return `${entry.cluster}\n${namespace}`;
}
