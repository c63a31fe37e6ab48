import type { LocatedFinding } from '../../synth/finding';
import { identityOf } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import type { NetworkRule } from './network-rule';

/** Operators are installed once for a cluster, whichever site asks. */
function fixOf(apiVersion: string): string {
  return apiVersion.startsWith('operators.coreos.com/')
    ? 'one Bootstrap installs the operators of a cluster: leave the other one out, or divide them by its operators'
    : 'give one of them another name or namespace, or use existingNamespace() for a namespace that another site makes';
}

/** Two objects of one cluster, kind, namespace and name are one to the API server: the second would overwrite the first. */
export function duplicateObjects(): NetworkRule {
  const first = new Map<string, string>();
  const found: LocatedFinding[] = [];
  return {
    see: (entry) => {
      const identity = identityOf(entry);
      const known = first.get(identity);
      if (known === undefined) {
        first.set(identity, entry.path);
        return;
      }
      const { apiVersion, kind, metadata } = entry.json;
      const where = metadata.namespace === undefined ? '' : ` in the namespace ${metadata.namespace}`;
      found.push({
        rule: 'object/duplicate',
        path: entry.path,
        location: 'metadata.name',
        message: `${groupKind(apiVersion, kind)} ${metadata.name}${where} is made by ${known} already`,
        fix: fixOf(apiVersion),
      });
    },
    findings: () => found,
  };
}
