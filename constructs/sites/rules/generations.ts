import type { LocatedFinding } from '../../synth/finding';
import { SITE_GENERATIONS, siteGenerationOf } from '../generations';
import type { HubNetworks } from '../links/hub-networks';
import type { Site } from '../site';
import type { NetworkRule } from './network-rule';

/** Resources of Skupper v2 in a network of Skupper v1: nobody there knows them. */
export function otherGeneration(): NetworkRule {
  const found: LocatedFinding[] = [];
  return {
    see: ({ object, json, path }) => {
      if (!json.apiVersion.startsWith('skupper.io/')) return;
      const { readsResources, skupper } = siteGenerationOf(object);
      if (readsResources) return;
      found.push({
        rule: 'generation/unavailable',
        path,
        message: `${skupper} does not have the kind ${json.kind}`,
        fix: "leave it out, or move the network to Skupper v2: without generation: 'legacy'",
      });
    },
    findings: () => found,
  };
}

/** Routers of Skupper v1 and v2 do not understand each other. */
export function mixedGenerations(sites: readonly Site[]): readonly LocatedFinding[] {
  return sites.flatMap((site) =>
    site.links
      .filter(({ hub }) => hub.generation !== site.generation)
      .map(({ hub }): LocatedFinding => {
        const [own, other] = [site.generation, hub.generation].map((one) => SITE_GENERATIONS[one].skupper);
        return {
          rule: 'generation/mixed',
          path: site.node.path,
          location: 'links',
          message: `the site runs ${own ?? ''}, and the hub ${hub.siteName} runs ${other ?? ''}: they cannot link`,
          fix: 'give both programs the same generation, and take the attributes of the hub anew',
        };
      }),
  );
}

/** Where Skupper creates the Services of addresses itself, only the program shows what they need. */
export function addressesOfServices(sites: readonly Site[], networks: HubNetworks): readonly LocatedFinding[] {
  const own = sites.filter(({ traits }) => traits.createsServices);
  return [...own.flatMap((site) => unreached(site, networks)), ...sharedNames(own, networks)];
}

function unreached(site: Site, networks: HubNetworks): readonly LocatedFinding[] {
  const here = networks.of(site.siteName);
  return site.listeners.flatMap(({ addresses }) =>
    addresses
      .filter(({ siteName }) => ![...networks.of(siteName)].some((network) => here.has(network)))
      .map(({ name, siteName }): LocatedFinding => ({
        rule: 'address/no-route',
        path: site.node.path,
        location: `address ${name}`,
        message: `the address ${name} is exposed by ${siteName}, to which no links lead from here`,
        fix: 'link the sites: links: [SiteLink.token(hub)]',
      })),
  );
}

/** An address is known by its name in all of a network: two of one name are one, on the port of either. */
function sharedNames(sites: readonly Site[], networks: HubNetworks): readonly LocatedFinding[] {
  const first = new Map<string, { readonly siteName: string; readonly port: number }>();
  return sites.flatMap(({ siteName, addresses, node, traits }) =>
    addresses.flatMap(({ name, port }): LocatedFinding[] => {
      const keys = [...networks.of(siteName)].map((network) => `${network} ${name}`);
      const known = keys.map((key) => first.get(key)).find((one) => one !== undefined);
      for (const key of keys) first.set(key, first.get(key) ?? { siteName, port });
      if (known === undefined || known.port === port) return [];
      const message = `the address ${name} is one with that of ${known.siteName}, which is on port ${String(known.port)} and not ${String(port)}`;
      const fix = 'give one of them another name: expose(…, { address })';
      return [
        { rule: 'generation/unavailable', path: node.path, location: `expose(${name})`, message: `with ${traits.skupper} ${message}`, fix },
      ];
    }),
  );
}
