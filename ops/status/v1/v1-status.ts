import { configMapName, readV1Site, V1_SITE } from '../../v1/names';
import type { StatusGeneration } from '../status-generation';
import { v1Names } from './names';
import { v1View } from './view';

/** The status of sites of Skupper v1. */
export const V1_STATUS: StatusGeneration = {
  kinds: [],
  namesOf: v1Names,
  findHubId: async (client, hub) => {
    const found = await client.find(configMapName(hub.namespace.name, V1_SITE));
    const site = found && readV1Site(found);
    return site?.name === hub.name ? site.id : undefined;
  },
  view: (site, snapshot, _manifests, grounds) => v1View(site, snapshot, grounds),
};
