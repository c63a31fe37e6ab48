import { tryLook } from '../../known';
import { SKUPPER_API } from '../../skupper-object';
import { configMapName, V1_SITE } from '../../v1/names';
import { checkClass } from '../checks/check-access';
import { checkCluster } from '../checks/check-cluster';
import { checkNamespaces } from '../checks/check-namespaces';
import { checkOlm } from '../checks/check-olm';
import { checkOperators } from '../checks/check-operators';
import { checkPermissions } from '../checks/check-permissions';
import type { LinkUses } from '../permissions';
import type { Check, PreflightGeneration } from '../preflight-generation';
import { checkV1Controller, checkV1Sites } from './checks';
import { isV1Controller } from './controller';

/** A Secret is the request on the hub, and the link on the other site. */
const END: LinkUses['hub'] = [
  ['', 'configmaps', ['get']],
  ['apps', 'deployments', ['get']],
  ['', 'secrets', ['get', 'create', 'patch']],
];

/** The operators but Skupper: whether its controller runs depends on the namespace of the site. */
const checkOthers: Check = (facts) => checkOperators(facts, ['skupper']);

/** The controller of Skupper v1 has no setting for the class. */
const checkIngressClass: Check = (facts) => checkClass(facts);

/** The preflight of sites of Skupper v1, which has no access types to enable, and no grants. */
export const V1_PREFLIGHT: PreflightGeneration = {
  checks: [checkOlm, checkCluster, checkOthers, checkV1Controller, checkIngressClass, checkNamespaces, checkV1Sites, checkPermissions],
  linkUses: { hub: END, site: END },
  isController: isV1Controller,
  look: async ({ client, cluster, site }) => ({
    // No object of the site is a resource of Skupper v2, which may be in its namespace all the same.
    skupper: await cluster.served(SKUPPER_API),
    siteConfig: await tryLook(() => client.find(configMapName(site.namespace.name, V1_SITE))),
  }),
};
