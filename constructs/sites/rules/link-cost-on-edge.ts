import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { NETWORK } from './subjects/network';
import { SKUPPER_NAMESPACE } from './subjects/skupper-namespace';

/** An edge router chooses among its links only by their order. */
export const linkCostOnEdge = defineRule({
  id: 'link/cost-on-edge',
  severity: 'warning',
  subject: SKUPPER_NAMESPACE,
  docs: 'a link of an edge has a cost, which nobody looks at',
  check: ({ links }) =>
    links.filter(({ spec, role }) => spec.cost !== undefined && role === 'edge').map(({ path }) => costFault(path, 'spec.cost')),
});

/** A link by token is no object of the program. */
export const tokenCostOnEdge = linkCostOnEdge.for(NETWORK, ({ sites }) =>
  sites
    .filter(({ role }) => role !== 'hub')
    .flatMap(({ links, node }) =>
      links
        .filter(({ kind, cost }) => kind === 'token' && cost !== undefined)
        .map(({ hub }) => costFault(node.path, `links(${hub.siteName})`)),
    ),
);

function costFault(path: string, location: string): LocatedFault {
  return {
    path,
    location,
    message: 'an edge router holds one link at a time and does not look at the cost',
    fix: 'leave the cost out; the first link that works is used. To steer by service: exporterTo(failover(a, b))',
  };
}
