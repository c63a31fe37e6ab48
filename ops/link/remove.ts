import type { ClusterClient } from '../cluster/cluster-client';
import { describeName, type ObjectName } from '../cluster/kube-object';
import { waitFor, type Patience } from '../wait';

/** Removes an object and waits until it is gone, so that another of its name can be made. */
export async function remove(client: ClusterClient, name: ObjectName, patience: Patience): Promise<void> {
  await client.remove(name);
  await waitFor(`the end of the ${describeName(name)}`, 'see which finalizer holds it', patience, async () =>
    (await client.find(name)) === undefined ? { found: true } : { missing: 'it is still there' },
  );
}
