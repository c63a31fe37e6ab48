import { defineRule } from '../../synth/define-rule';
import { LISTENER } from './subjects/listener';
import { NETWORK } from './subjects/network';

const FIX = 'link the sites: links: [SiteLink.token(hub)]';

/** Links must lead from the site of a listener to a connector of its routing key. */
export const addressNoRoute = defineRule({
  id: 'address/no-route',
  severity: 'error',
  subject: LISTENER,
  docs: 'no links lead to the site that exposes the routing key',
  check: ({ path, routingKey, exposedBy, isReached }) => {
    if (exposedBy.length === 0 || isReached) return [];
    const message = `the routing key ${routingKey} is exposed by ${exposedBy.join(', ')}, to which no links lead from here`;
    return [{ path, location: 'spec.routingKey', message, fix: FIX }];
  },
});

/** Where Skupper creates the Services of addresses, listeners are no objects: the program shows which addresses a site needs. */
export const addressNoRouteOfService = addressNoRoute.for(NETWORK, ({ sites, networks }) =>
  sites
    .filter(({ traits }) => traits.createsServices)
    .flatMap((site) => {
      const here = networks.of(site.siteName);
      return site.listeners.flatMap(({ addresses }) =>
        addresses
          .filter(({ siteName }) => ![...networks.of(siteName)].some((network) => here.has(network)))
          .map(({ name, siteName }) => ({
            path: site.node.path,
            location: `address ${name}`,
            message: `the address ${name} is exposed by ${siteName}, to which no links lead from here`,
            fix: FIX,
          })),
      );
    }),
);
