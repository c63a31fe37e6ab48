import type { LocatedFinding } from '../../synth/finding';
import { groupKind } from '../../synth/phase';
import { isSidecar } from '../../security/pods-of';
import { AskedFor, namespaceKey, namespaceOf } from '../namespaces/asked-for';
import { sidecarRequest } from '../namespaces/sidecar-request';
import type { NetworkRule } from './network-rule';

/** A request for a sidecar, and where it is made. */
interface Request {
  readonly value: string;
  readonly path: string;
  readonly location: string;
  readonly cluster: string;
  /** Namespace of the pods. */
  readonly own: string;
}

/** A pod that asks for a sidecar which is not there starts without one, and nobody tries again. */
export function missingSidecars(): NetworkRule {
  const sidecars = new AskedFor<true>();
  const known = new Set<string>();
  const requests: Request[] = [];
  return {
    see: (entry) => {
      const { json, cluster, path, placement } = entry;
      const { name, namespace = '' } = json.metadata;
      // Of sites that were not asked for, Skupper's objects alone are shown: they say nothing of what else is there.
      if (placement !== undefined && !json.apiVersion.startsWith('skupper.io/')) known.add(namespaceKey(cluster, namespace));
      if (isSidecar(json)) sidecars.add(cluster, namespace, name, true);
      const asked = sidecarRequest(json);
      // Outside of any site others may have put what is asked for.
      if (asked === undefined || asked.value === 'false' || placement === undefined) return;
      const own = groupKind(json.apiVersion, json.kind) === 'Namespace' ? name : namespace;
      requests.push({ ...asked, path, cluster, own });
    },
    findings: () =>
      requests.flatMap(({ value, path, location, cluster, own }): LocatedFinding[] => {
        // Nor is it known what others put into namespaces that no site has.
        if (value.includes('/') && !known.has(namespaceKey(cluster, namespaceOf(value, own)))) return [];
        const fault = sidecars.faultOf(cluster, own, value);
        if (fault === undefined) return [];
        return [
          {
            rule: 'sidecar/missing',
            path,
            location,
            message: `asks for the sidecar ${JSON.stringify(value)}, but ${fault}`,
            fix: 'name a CollectorPipeline with CollectorMode.sidecar() of that namespace; injectSidecar(workload, collector) writes the annotation',
          },
        ];
      }),
  };
}
