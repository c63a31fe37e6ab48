import { defineRule } from '../../synth/define-rule';
import { NETWORK } from './subjects/network';

/** An edge holds one of its links at a time, and addresses of one network are not available in another. */
export const linkSeveralNetworks = defineRule({
  id: 'link/several-networks',
  severity: 'error',
  subject: NETWORK,
  docs: 'an edge links to hubs that are not linked to each other',
  check: ({ sites, networks }) =>
    sites
      .filter(({ role, siteName }) => role === 'edge' && networks.of(siteName).size >= 2)
      .map((site) => {
        const hubs = site.links.map(({ hub }) => hub.siteName).join(', ');
        return {
          path: site.node.path,
          location: 'links',
          message: `the hubs ${hubs} are not linked to each other, and an edge is in the network of one of them at a time`,
          fix: 'link the hubs: new PublicSite(…, { links: [SiteLink.token(other)] }), or link the edge to one of them',
        };
      }),
});
