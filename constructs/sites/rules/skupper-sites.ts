import type { LocatedFinding } from '../../synth/finding';
import { groupKind } from '../../synth/phase';
import type { NetworkRule } from './network-rule';

/** A namespace of a cluster has one Skupper site; the controller ignores a second one. */
export function oneSitePerNamespace(): NetworkRule {
  const first = new Map<string, string>();
  const found: LocatedFinding[] = [];
  return {
    see: ({ json, cluster, path }) => {
      if (groupKind(json.apiVersion, json.kind) !== 'Site.skupper.io') return;
      const namespace = json.metadata.namespace ?? '';
      const key = `${cluster}\n${namespace}`;
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, path);
        return;
      }
      found.push({
        rule: 'site/one-per-namespace',
        path,
        message: `the namespace ${namespace} of the cluster ${cluster} has the Skupper site of ${known} already`,
        fix: 'give the sites different namespaces, or different clusters',
      });
    },
    findings: () => found,
  };
}
