import { tryFindAccessType } from '../../access-types';
import { defineRule } from '../../synth/define-rule';
import { SKUPPER_NAMESPACE } from './subjects/skupper-namespace';

/** Some access types have one host for two routers. */
export const siteHaIngress = defineRule({
  id: 'site/ha-ingress',
  severity: 'error',
  subject: SKUPPER_NAMESPACE,
  docs: 'two routers are to share one host of an ingress',
  check: ({ sites, accesses }) => {
    const isShared = (type: unknown): boolean => tryFindAccessType(type)?.twoRouters === 'same-host';
    const isAccessShared = accesses.some(({ spec }) => isShared(spec.accessType));
    return sites
      .filter(({ spec }) => spec.ha === true && (isAccessShared || isShared(spec.linkAccess)))
      .map(({ path }) => ({
        path,
        location: 'spec.ha',
        message: 'two routers would get the same host of an ingress',
        fix: 'leave ha out, or let links in another way, for example LinkAccess.gateway() or LinkAccess.published()',
      }));
  },
});
