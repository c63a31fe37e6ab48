import { OLM_PLACES } from '../../operators';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { groupKind } from '../../synth/phase';
import { CLUSTER } from './subjects/cluster';

/** Namespaces that have an OperatorGroup of OLM itself. */
const WITH_GROUP: ReadonlySet<string> = new Set(Object.values(OLM_PLACES).map(({ operators }) => operators));

/** OLM installs no operator in a namespace that has two OperatorGroups. */
export const bootstrapOperatorGroups = defineRule({
  id: 'bootstrap/operator-groups',
  severity: 'error',
  subject: CLUSTER,
  docs: 'a namespace has two OperatorGroups, and OLM installs nothing there',
  check: () => {
    const first = new Map<string, string>();
    const found: LocatedFault[] = [];
    return {
      see: ({ cluster, path, json: { apiVersion, kind, metadata } }) => {
        if (groupKind(apiVersion, kind) !== 'OperatorGroup.operators.coreos.com') return;
        const { namespace = '' } = metadata;
        const key = `${cluster}\n${namespace}`;
        const known = WITH_GROUP.has(namespace) ? 'OLM itself (global-operators)' : first.get(key);
        first.set(key, known ?? path);
        if (known === undefined) return;
        found.push({
          path,
          location: 'metadata.namespace',
          message: `the namespace ${namespace} has an OperatorGroup already, from ${known}: with two of them OLM installs nothing there`,
          fix: 'leave one of them out, or give the operators with other target namespaces a namespace of their own',
        });
      },
      findings: () => found,
    };
  },
});
