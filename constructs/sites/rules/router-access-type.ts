import { accessTypes, tryFindAccessType } from '../../access-types';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { Platform } from '../../synth/placement';
import { SKUPPER_NAMESPACE } from './subjects/skupper-namespace';

/** The controller knows the names of access types. No schema lists them. */
export const routerAccessType = defineRule({
  id: 'router-access/type',
  severity: 'error',
  subject: SKUPPER_NAMESPACE,
  docs: 'the controller does not know the access type, or the cluster has no routes',
  check: ({ sites, accesses, platform }) => {
    const used = [
      ...sites.map((site) => ({ ...site, location: 'spec.linkAccess', type: site.spec.linkAccess, others: ['', 'none', 'default'] })),
      ...accesses.map((access) => ({ ...access, location: 'spec.accessType', type: access.spec.accessType, others: [''] })),
    ];
    return used.flatMap(({ path, location, type, others }): readonly LocatedFault[] => {
      if (type === undefined || others.some((other) => other === type)) return [];
      const facts = tryFindAccessType(type);
      if (facts === undefined) {
        const message = `there is no access type ${JSON.stringify(type)}; Skupper knows ${accessTypes().join(', ')}`;
        return [{ path, location, message, fix: 'choose one of them: linkAccess: LinkAccess.…' }];
      }
      if (facts.platform !== 'openshift' || platform === undefined || platform === Platform.OPENSHIFT) return [];
      const message = 'routes are there on OpenShift only, and the cluster runs plain Kubernetes';
      return [{ path, location, message, fix: 'use another access type, or a Cluster with Platform.OPENSHIFT' }];
    });
  },
});
