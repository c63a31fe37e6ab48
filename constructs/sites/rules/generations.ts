import type { LocatedFinding } from '../../synth/finding';
import { isLegacy } from '../../synth/generation';
import type { HubNetworks } from '../links/hub-networks';
import type { Site } from '../site';
import type { NetworkRule } from './network-rule';

/** Resources of Skupper v2 in a network of Skupper v1: nobody there knows them. */
export function otherGeneration(): NetworkRule {
  const found: LocatedFinding[] = [];
  return {
    see: ({ object, json, path }) => {
      if (!json.apiVersion.startsWith('skupper.io/') || !isLegacy(object)) return;
      found.push({
        rule: 'generation/unavailable',
        path,
        message: `Skupper v1 does not have the kind ${json.kind}`,
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
        const [own, other] = [site.generation, hub.generation].map((one) => (one === 'legacy' ? 'Skupper v1' : 'Skupper v2'));
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

/** Skupper v1 makes the Services of addresses by itself: what has to be there for that is seen in the program alone. */
export function legacyAddresses(sites: readonly Site[], networks: HubNetworks): readonly LocatedFinding[] {
  const legacy = sites.filter(({ generation }) => generation === 'legacy');
  return [...legacy.flatMap((site) => unreached(site, networks)), ...sharedNames(legacy, networks)];
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
  return sites.flatMap(({ siteName, addresses, node }) =>
    addresses.flatMap(({ name, port }): LocatedFinding[] => {
      const keys = [...networks.of(siteName)].map((network) => `${network} ${name}`);
      const known = keys.map((key) => first.get(key)).find((one) => one !== undefined);
      for (const key of keys) first.set(key, first.get(key) ?? { siteName, port });
      if (known === undefined || known.port === port) return [];
      const message = `the address ${name} is one with that of ${known.siteName}, which is on port ${String(known.port)} and not ${String(port)}`;
      const fix = 'give one of them another name: expose(…, { address })';
      return [{ rule: 'generation/unavailable', path: node.path, location: `expose(${name})`, message: `with Skupper v1 ${message}`, fix }];
    }),
  );
}
