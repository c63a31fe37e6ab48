import type { TopologySite } from '../../constructs';
import type { Contexts } from '../cluster/contexts';
import { inPool } from '../pool';
import { siteFailure } from '../site-failure';
import { statusGenerationOf } from './generations';

/** Hubs that are asked at the same time. */
const WIDTH = 16;

/** Finds the ids of hubs, by their names: by them one sees on an edge whether its token is of the hub as it is now. */
export async function lookForHubIds(sites: readonly TopologySite[], contexts: Contexts): Promise<ReadonlyMap<string, string>> {
  const hubs = sites.filter(({ role }) => role === 'hub').map((hub) => ({ hub, findHubId: statusGenerationOf(hub).findHubId }));
  const ids = await inPool(hubs, WIDTH, async ({ hub, findHubId }): Promise<readonly (readonly [string, string])[]> => {
    if (findHubId === undefined) return [];
    try {
      const id = await findHubId(await contexts.clientOf(hub), hub);
      return id === undefined ? [] : [[hub.name, id]];
    } catch (error) {
      // That the hub cannot be asked is told where it is looked at itself.
      siteFailure(error);
      return [];
    }
  });
  return new Map(ids.flat());
}
