import { ENABLED_TYPES_VARIABLE } from '../../access-types';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { NETWORK } from './subjects/network';

/** A cluster has one Skupper controller, which has one value for each of its settings. */
export const clusterController = defineRule({
  id: 'cluster/controller',
  severity: 'error',
  subject: NETWORK,
  docs: 'hubs of one cluster need its controller told different things',
  check: ({ sites }) => {
    const told = new Map<string, { readonly value: string; readonly path: string }>();
    return sites.flatMap(({ access, cluster, node }) =>
      Object.entries(access?.controller ?? {}).flatMap(([variable, value]): LocatedFault[] => {
        // Enabled access types add up.
        if (variable === ENABLED_TYPES_VARIABLE) return [];
        const key = `${cluster.name}\n${variable}`;
        const known = told.get(key);
        if (known === undefined) told.set(key, { value, path: node.path });
        if (known === undefined || known.value === value) return [];
        return [
          {
            path: node.path,
            location: 'linkAccess',
            message: `the controller of the cluster ${cluster.name} would need ${variable}=${value} here and ${known.value} for ${known.path}`,
            fix: 'give hubs of one cluster the same domain, class and port, or put them on different clusters',
          },
        ];
      }),
    );
  },
});
