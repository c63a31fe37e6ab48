import { ROUTER } from '../../skupper/router-access';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { opensByLinkAccess } from './link-access';
import { SKUPPER_NAMESPACE } from './subjects/skupper-namespace';

/** The controller creates a router access of this name for `linkAccess`, and the second of two routers dials its Service. */
export const routerAccessName = defineRule({
  id: 'router-access/name',
  severity: 'error',
  subject: SKUPPER_NAMESPACE,
  docs: 'a router access has a name that the controller or the second router needs otherwise',
  check: ({ sites, accesses }) =>
    sites.flatMap(({ spec }) =>
      accesses.flatMap(({ path, name, spec: { roles = [] } }): readonly LocatedFault[] => {
        const found = (message: string, fix: string): readonly LocatedFault[] => [{ path, location: 'metadata.name', message, fix }];
        const isOpen = opensByLinkAccess(spec);
        if (name === ROUTER && isOpen) {
          return found(`the site's linkAccess makes a RouterAccess ${ROUTER} too, over this one`, 'keep one of the two');
        }
        const opens = roles.some((role) => role.name === 'inter-router');
        if (spec.ha !== true || name === ROUTER || !opens || isOpen) return [];
        const fix = `name it ${ROUTER}`;
        return found(`the second of two routers dials the first at ${ROUTER}, and this router access makes no such Service`, fix);
      }),
    ),
});
