import { defineRule } from '../../synth/define-rule';
import { differentClusters } from './clusters';
import { GENERATOR } from './subject';

/** The collector of a trace generator is in its cluster. */
export const generatorOtherCluster = defineRule({
  id: 'generator/other-cluster',
  severity: 'error',
  subject: GENERATOR,
  docs: 'a trace generator sends to a collector of another cluster',
  check: (generator) => {
    const { collector } = generator.destination;
    if (differentClusters(generator, collector) === undefined) return [];
    return [
      {
        location: 'sendTo',
        message: `the collector ${collector.node.path} is in another cluster`,
        fix: 'send to a collector of this site, and let that export to the hub',
      },
    ];
  },
});
