import { OLM_PLACES } from '../../operators';
import type { LocatedFinding } from '../../synth/finding';
import { groupKind } from '../../synth/phase';
import type { NetworkRule } from './network-rule';

/** Namespaces that have an OperatorGroup wherever they are. */
const WITH_GROUP: ReadonlySet<string> = new Set(Object.values(OLM_PLACES).map(({ operators }) => operators));

/** OLM installs nothing in a namespace that has two OperatorGroups. */
export function operatorGroups(): NetworkRule {
  const first = new Map<string, string>();
  const found: LocatedFinding[] = [];
  return {
    see: ({ cluster, path, json: { apiVersion, kind, metadata } }) => {
      if (groupKind(apiVersion, kind) !== 'OperatorGroup.operators.coreos.com') return;
      const { namespace = '' } = metadata;
      const key = `${cluster}\n${namespace}`;
      const known = WITH_GROUP.has(namespace) ? 'OLM itself (global-operators)' : first.get(key);
      first.set(key, known ?? path);
      if (known === undefined) return;
      found.push({
        rule: 'bootstrap/operator-groups',
        path,
        location: 'metadata.namespace',
        message: `the namespace ${namespace} has an OperatorGroup already, from ${known}: with two of them OLM installs nothing there`,
        fix: 'leave one of them out, or give the operators with other target namespaces a namespace of their own',
      });
    },
    findings: () => found,
  };
}
