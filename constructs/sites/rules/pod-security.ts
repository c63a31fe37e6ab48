import type { PodSecurityFault } from '../../security/pod-control';
import type { PodParts } from '../../security/pod-parts';
import { podSecurityFaults } from '../../security/pod-security';
import { ENFORCE_LABEL, includesLevel, isLevel, type PodSecurityLevel } from '../../security/pod-security-level';
import { podsOf } from '../../security/pods-of';
import { isV1Site } from '../../skupper/v1-site';
import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { injectInto, InjectedSidecars } from '../injected-sidecars';
import { sidecarRequest } from '../sidecar-request';
import type { NetworkRule } from './network-rule';

/** An object of which pods are made, and what the standards have against them. */
interface Judged {
  readonly entry: Pick<InventoryEntry, 'path' | 'cluster'>;
  readonly namespace: string;
  readonly isRouter: boolean;
  readonly faults: readonly PodSecurityFault[];
}

/** A pod whose sidecar was not seen yet. */
interface Waiting extends Omit<Judged, 'faults'> {
  readonly pod: PodParts;
  readonly wanted: string;
}

/** A namespace refuses pods that are less careful than it asks for: they never start, and only the events of their owner say so. */
export function namespacePodSecurity(): NetworkRule {
  const levels = new Map<string, PodSecurityLevel>();
  const requests = new Map<string, string>();
  const sidecars = new InjectedSidecars();
  const waiting: Waiting[] = [];
  const judged: Judged[] = [];
  const judge = (one: Judged): void => {
    const level = levels.get(keyOf(one));
    const faults = one.faults.filter((fault) => level === undefined || includesLevel(level, fault.level));
    if (faults.length > 0) judged.push({ ...one, faults });
  };
  return {
    see: ({ json, path, cluster }) => {
      sidecars.see(cluster, path, json);
      const request = sidecarRequest(json)?.value;
      if (json.kind === 'Namespace' && json.apiVersion === 'v1') {
        const level = json.metadata.labels?.[ENFORCE_LABEL];
        const key = keyOf({ entry: { cluster }, namespace: json.metadata.name });
        if (isLevel(level)) levels.set(key, level);
        if (request !== undefined) requests.set(key, request);
        return;
      }
      const place = {
        entry: { path, cluster },
        namespace: json.metadata.namespace ?? '',
        isRouter: json.apiVersion.startsWith('skupper.io/') || isV1Site(json),
      };
      const wanted = request ?? requests.get(keyOf(place)) ?? 'false';
      for (const pod of podsOf(json)) {
        const sidecar = sidecars.tryFind(cluster, place.namespace, wanted);
        if (wanted !== 'false' && sidecar === undefined) waiting.push({ ...place, pod, wanted });
        else judge({ ...place, faults: podSecurityFaults(sidecar === undefined ? pod : injectInto(pod, sidecar)) });
      }
    },
    findings: () => {
      for (const { pod, wanted, ...place } of waiting) {
        const sidecar = sidecars.tryFind(place.entry.cluster, place.namespace, wanted);
        judge({ ...place, faults: podSecurityFaults(sidecar === undefined ? pod : injectInto(pod, sidecar)) });
      }
      return judged.flatMap((one) => refusals(one, levels.get(keyOf(one))));
    },
  };
}

function refusals({ entry: { path }, namespace, isRouter, faults }: Judged, level: PodSecurityLevel | undefined): LocatedFinding[] {
  if (level === undefined) return [];
  const refused = faults.filter((fault) => includesLevel(level, fault.level));
  const enforces = `the namespace ${namespace} enforces the PodSecurity level ${level}`;
  if (isRouter) {
    const message = `${enforces}, and the pods of the Skupper router pass baseline at most`;
    return refused
      .slice(0, 1)
      .map(() => ({ rule: 'namespace/pod-security', path, message, fix: "give the namespace the level 'baseline'" }));
  }
  return refused.map(({ at, message, level: least }) => ({
    rule: 'namespace/pod-security',
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
