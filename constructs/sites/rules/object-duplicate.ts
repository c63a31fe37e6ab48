import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { identityOf } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { CLUSTER } from './subjects/cluster';

/** The API server identifies an object by its kind, namespace and name: a second object would overwrite the first. */
export const objectDuplicate = defineRule({
  id: 'object/duplicate',
  severity: 'error',
  fixed: true,
  subject: CLUSTER,
  docs: 'two objects of a cluster have one kind, namespace and name',
  check: () => {
    const first = new Map<string, string>();
    const found: LocatedFault[] = [];
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
          path: entry.path,
          location: 'metadata.name',
          message: `${groupKind(apiVersion, kind)} ${metadata.name}${where} is made by ${known} already`,
          fix: fixOf(apiVersion),
        });
      },
      findings: () => found,
    };
  },
});

/** Operators are installed once for a cluster, for all of its sites. */
function fixOf(apiVersion: string): string {
  return apiVersion.startsWith('operators.coreos.com/')
    ? 'one Bootstrap installs the operators of a cluster: leave the other one out, or divide them by its operators'
    : 'give one of them another name or namespace, or use existingNamespace() for a namespace that another site makes';
}
