import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { groupKind } from '../../synth/phase';
import { isSidecar } from '../../security/pods-of';
import { AskedFor, namespaceKey, namespaceOf } from '../namespaces/asked-for';
import { sidecarRequest } from '../namespaces/sidecar-request';
import { CLUSTER } from './subjects/cluster';

/** Request for a sidecar. */
interface Request {
  readonly value: string;
  readonly path: string;
  readonly location: string;
  readonly cluster: string;
  /** Namespace of the pods. */
  readonly own: string;
}

/** A pod that requests a missing sidecar starts without it. */
export const sidecarMissing = defineRule({
  id: 'sidecar/missing',
  severity: 'error',
  subject: CLUSTER,
  docs: 'a pod asks for a sidecar that is not there, and would start without',
  check: () => {
    const sidecars = new AskedFor<true>();
    const known = new Set<string>();
    const requests: Request[] = [];
    return {
      see: ({ json, cluster, path, placement }) => {
        const { name, namespace = '' } = json.metadata;
        // Of sites that are not synthesized, only Skupper's objects are shown: they do not show what else the namespace has.
        if (placement !== undefined && !json.apiVersion.startsWith('skupper.io/')) known.add(namespaceKey(cluster, namespace));
        if (isSidecar(json)) sidecars.add(cluster, namespace, name, true);
        const asked = sidecarRequest(json);
        // Other programs may create the sidecar outside of sites.
        if (asked === undefined || asked.value === 'false' || placement === undefined) return;
        const own = groupKind(json.apiVersion, json.kind) === 'Namespace' ? name : namespace;
        requests.push({ ...asked, path, cluster, own });
      },
      findings: () =>
        requests.flatMap(({ value, path, location, cluster, own }): LocatedFault[] => {
          // Other programs may create objects in namespaces that no site has.
          if (value.includes('/') && !known.has(namespaceKey(cluster, namespaceOf(value, own)))) return [];
          const fault = sidecars.faultOf(cluster, own, value);
          if (fault === undefined) return [];
          return [
            {
              path,
              location,
              message: `asks for the sidecar ${JSON.stringify(value)}, but ${fault}`,
              fix: 'name a CollectorPipeline with CollectorMode.sidecar() of that namespace; injectSidecar(workload, collector) writes the annotation',
            },
          ];
        }),
    };
  },
});
