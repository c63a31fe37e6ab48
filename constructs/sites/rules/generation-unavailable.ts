import type { LocatedFault } from '../../synth/define-rule';
import { siteGenerationOf } from '../generations';
import { generationUnavailable } from '../routers/rules/generation-unavailable';
import { watchObjects } from './object-watch';
import { CLUSTER } from './subjects/cluster';
import { NETWORK } from './subjects/network';

/** The controller of Skupper v1 does not read resources of Skupper v2. */
export const unavailableKind = generationUnavailable.for(CLUSTER, () =>
  watchObjects(({ object, json }) => {
    if (!json.apiVersion.startsWith('skupper.io/')) return [];
    const { readsResources, skupper } = siteGenerationOf(object);
    if (readsResources) return [];
    return [
      {
        message: `${skupper} does not have the kind ${json.kind}`,
        fix: "leave it out, or move the network to Skupper v2: without generation: 'legacy'",
      },
    ];
  }),
);

/** In Skupper v1, addresses of one name are one address in the whole network. It has one port. */
export const unavailablePort = generationUnavailable.for(NETWORK, ({ sites, networks }) => {
  const own = sites.filter(({ traits }) => traits.createsServices);
  const first = new Map<string, { readonly siteName: string; readonly port: number }>();
  return own.flatMap(({ siteName, addresses, node, traits }) =>
    addresses.flatMap(({ name, port }): LocatedFault[] => {
      const keys = [...networks.of(siteName)].map((network) => `${network} ${name}`);
      const known = keys.map((key) => first.get(key)).find((one) => one !== undefined);
      for (const key of keys) first.set(key, first.get(key) ?? { siteName, port });
      if (known === undefined || known.port === port) return [];
      const message = `the address ${name} is one with that of ${known.siteName}, which is on port ${String(known.port)} and not ${String(port)}`;
      return [
        {
          path: node.path,
          location: `expose(${name})`,
          message: `with ${traits.skupper} ${message}`,
          fix: 'give one of them another name: expose(…, { address })',
        },
      ];
    }),
  );
});
