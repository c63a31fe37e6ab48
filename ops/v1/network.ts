import type { KubeObject } from '../cluster/kube-object';

/** What a Skupper v1 site sees of its network. */
export interface V1Network {
  /** Sites, itself among them. */
  readonly sites: readonly V1NetworkSite[];
  readonly addresses: readonly V1NetworkAddress[];
}

/** A site as others see it. */
export interface V1NetworkSite {
  readonly id: string;
  readonly name: string;
}

/** An address, with the port after its name. */
export interface V1NetworkAddress {
  readonly name: string;
  readonly listeners: number;
  readonly connectors: number;
}

/** Reads what the routers of a site say, undefined if they say nothing: Skupper before 1.5 does not. */
export function readV1Network(configMap: KubeObject | undefined): V1Network | undefined {
  if (configMap === undefined) return undefined;
  const { siteStatus, addresses } = parse(configMap.data?.['NetworkStatus'] ?? '');
  return {
    sites: (siteStatus ?? []).map(({ site }) => ({ id: site?.identity ?? '', name: site?.name ?? '' })),
    addresses: (addresses ?? []).map(({ name = '', listenerCount = 0, connectorCount = 0 }) => ({
      name,
      listeners: listenerCount,
      connectors: connectorCount,
    })),
  };
}

/** Whether a hub is in a network: by its id, or where that is not known by its name. */
export function hasSite({ sites }: V1Network, hub: string, id: string | undefined): boolean {
  return sites.some((site) => (id === undefined ? site.name === hub : site.id === id));
}

/** As Skupper writes it; lists may be null. */
interface NetworkStatusJson {
  readonly siteStatus?: readonly { readonly site?: { readonly identity?: string; readonly name?: string } }[] | null;
  readonly addresses?: readonly { readonly name?: string; readonly listenerCount?: number; readonly connectorCount?: number }[] | null;
}

/** Its first version is empty, and a half-written one says nothing either. */
function parse(text: string): NetworkStatusJson {
  try {
    return (JSON.parse(text) as NetworkStatusJson | null) ?? {};
  } catch {
    return {};
  }
}
