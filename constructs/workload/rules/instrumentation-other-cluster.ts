import { defineRule } from '../../synth/define-rule';
import { differentClusters } from './clusters';
import { AGENTS } from './subject';

/** The collector of agents is in their cluster. Pods of other clusters cannot connect to its Service. */
export const instrumentationOtherCluster = defineRule({
  id: 'instrumentation/other-cluster',
  severity: 'error',
  subject: AGENTS,
  docs: 'agents send to a collector of another cluster',
  check: (agents) => {
    const { collector } = agents.destination;
    const clusters = differentClusters(agents, collector);
    if (clusters === undefined) return [];
    return [
      {
        location: 'sendTo',
        message: `the collector ${collector.node.path} is in the cluster ${clusters.there}, which pods of the cluster ${clusters.here} do not reach by its Service`,
        fix: 'send to a collector of this site, and let that export to the hub',
      },
    ];
  },
});
