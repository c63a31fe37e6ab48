import type { TopologySite } from '../../../constructs';
import type { Contexts } from '../../cluster/contexts';
import { inPool } from '../../pool';
import { siteFailure } from '../../site-failure';
import { configMapName, readV1Site, V1_SITE } from '../../skupper-v1/names';

/** Hubs that are asked at the same time. */
const WIDTH = 16;

/** Ids of the hubs of Skupper v1 among sites, by their names: by them one sees on an edge whether its token is of the hub as it is now. */
export async function lookForHubIds(sites: readonly TopologySite[], contexts: Contexts): Promise<ReadonlyMap<string, string>> {
  const hubs = sites.filter(({ generation, role }) => generation === 'legacy' && role === 'hub');
  const ids = await inPool(hubs, WIDTH, async (hub): Promise<readonly (readonly [string, string])[]> => {
    try {
      const client = await contexts.clientOf(hub);
      const found = await client.find(configMapName(hub.namespace.name, V1_SITE));
      const site = found && readV1Site(found);
      return site?.name === hub.name ? [[hub.name, site.id]] : [];
    } catch (error) {
      // That the hub cannot be asked is told where it is looked at itself.
      siteFailure(error);
      return [];
    }
  });
  return new Map(ids.flat());
}
