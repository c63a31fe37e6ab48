import type { LocatedFinding } from '../../synth/finding';
import { groupKind } from '../../synth/phase';
import { isSidecar } from '../../security/pods-of';
import { sidecarRequest } from '../sidecar-request';
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
  const sidecars = new Map<string, Set<string>>();
  const known = new Set<string>();
  const requests: Request[] = [];
  return {
    see: (entry) => {
      const { json, cluster, path, placement } = entry;
      const place = namespaceKey(cluster, json.metadata.namespace ?? '');
      // Of sites that were not asked for, Skupper's objects alone are shown: they say nothing of what else is there.
      if (placement !== undefined && !json.apiVersion.startsWith('skupper.io/')) known.add(place);
      if (isSidecar(json)) sidecars.set(place, (sidecars.get(place) ?? new Set<string>()).add(json.metadata.name));
      const asked = sidecarRequest(json);
      // Outside of any site others may have put what is asked for.
      if (asked === undefined || asked.value === 'false' || placement === undefined) return;
      const own = groupKind(json.apiVersion, json.kind) === 'Namespace' ? json.metadata.name : (json.metadata.namespace ?? '');
      requests.push({ ...asked, path, cluster, own });
    },
    findings: () =>
      requests.flatMap((request): LocatedFinding[] => {
        const { value, path, location, cluster } = request;
        // Nor is it known what others put into namespaces that no site has.
        if (value.includes('/') && !known.has(namespaceKey(cluster, value.split('/', 1)[0] ?? ''))) return [];
        const fault = faultOf(request, (namespace) => sidecars.get(namespaceKey(cluster, namespace)) ?? new Set());
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

function namespaceKey(cluster: string, namespace: string): string {
  return `${cluster}\n${namespace}`;
}

function faultOf({ value, own }: Request, sidecarsIn: (namespace: string) => ReadonlySet<string>): string | undefined {
  if (value === 'true') {
    const count = sidecarsIn(own).size;
    return count === 1 ? undefined : `the namespace ${own} has ${String(count)} of them, and "true" wants exactly one`;
  }
  const [namespace, name] = value.includes('/') ? (value.split('/', 2) as [string, string]) : [own, value];
  return sidecarsIn(namespace).has(name) ? undefined : `the namespace ${namespace} has none of that name`;
}
