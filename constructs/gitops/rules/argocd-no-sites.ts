import { defineRule } from '../../synth/define-rule';
import { ARGO_CD } from './subject';

/** An empty list of sites would remove every site from Argo CD. */
export const argocdNoSites = defineRule({
  id: 'argocd/no-sites',
  severity: 'error',
  fixed: true,
  subject: ARGO_CD,
  docs: 'Argo CD would have no sites, and would delete the Applications of all sites',
  check: ({ hasSites }) =>
    hasSites
      ? []
      : [
          {
            message: 'the network has no sites for Argo CD to apply',
            fix: 'place a site in it: new PublicSite(network, …), or leave ArgoCd out',
          },
        ],
});
