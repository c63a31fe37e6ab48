import type { KubeObject } from '../cluster/kube-object';
import { knownOr, type Known } from '../known';
import { SKUPPER_API } from '../skupper-object';
import { checkAccess } from './checks/check-access';
import { checkCluster } from './checks/check-cluster';
import { checkController } from './checks/check-controller';
import { checkNamespaces, checkSites } from './checks/check-namespaces';
import { checkOlm } from './checks/check-olm';
import { checkOperators } from './checks/check-operators';
import { checkPermissions } from './checks/check-permissions';
import type { ClusterLook } from './look-at-cluster';
import type { PreflightGeneration } from './preflight-generation';

/** The preflight of sites of Skupper v2. */
export const CURRENT_PREFLIGHT: PreflightGeneration = {
  checks: [checkOlm, checkCluster, checkOperators, checkController, checkAccess, checkNamespaces, checkSites, checkPermissions],
  linkUses: {
    hub: [
      ['skupper.io', 'sites', ['get']],
      ['skupper.io', 'accessgrants', ['get', 'create', 'delete']],
    ],
    site: [
      ['skupper.io', 'sites', ['get']],
      ['skupper.io', 'links', ['list']],
      ['skupper.io', 'accesstokens', ['get', 'create', 'delete']],
      ['', 'secrets', ['get']],
    ],
  },
  look: async ({ cluster, served, operators, tokenEdges }) => ({
    skupper: served.get(SKUPPER_API) ?? [],
    ...(tokenEdges.length > 0 && { grantService: await grantServiceOf(cluster, operators.get('skupper')) }),
  }),
};

/** The Service by which tokens are redeemed, in the namespace of the controller. */
async function grantServiceOf(
  cluster: ClusterLook,
  controllers: Known<readonly KubeObject[]> | undefined,
): Promise<Known<KubeObject | undefined>> {
  const [controller] = controllers === undefined ? [] : knownOr(controllers, []);
  const namespace = controller?.metadata.namespace;
  if (namespace === undefined) return { known: undefined };
  return cluster.find({ apiVersion: 'v1', kind: 'Service', namespace, name: 'skupper-grant-server' });
}
