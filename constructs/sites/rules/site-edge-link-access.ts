import { siteEdgeLinkAccess } from '../../skupper/rules/site-edge-link-access';
import { SKUPPER_NAMESPACE } from './subjects/skupper-namespace';

/** An edge router accepts no links, and grants no tokens for links. */
export const edgeLinkAccessObject = siteEdgeLinkAccess.for(SKUPPER_NAMESPACE, ({ sites, accesses, grants }) => {
  if (!sites.some(({ spec }) => spec.edge === true)) return [];
  return [...accesses, ...grants].map(({ path }) => ({
    path,
    message: 'an edge site accepts no links, and this is for those that come in',
    fix: 'leave it out, or make the site a PublicSite',
  }));
});
