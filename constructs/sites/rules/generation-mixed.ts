import { defineRule } from '../../synth/define-rule';
import { SITE_GENERATIONS } from '../generations';
import { NETWORK } from './subjects/network';

/** Routers of Skupper v1 and Skupper v2 cannot link. */
export const generationMixed = defineRule({
  id: 'generation/mixed',
  severity: 'error',
  subject: NETWORK,
  docs: 'a site of Skupper v1 links to a hub of Skupper v2, or the other way round',
  check: ({ sites }) =>
    sites.flatMap((site) =>
      site.links
        .filter(({ hub }) => hub.generation !== site.generation)
        .map(({ hub }) => {
          const [own, other] = [site.generation, hub.generation].map((one) => SITE_GENERATIONS[one].skupper);
          return {
            path: site.node.path,
            location: 'links',
            message: `the site runs ${own ?? ''}, and the hub ${hub.siteName} runs ${other ?? ''}: they cannot link`,
            fix: 'give both programs the same generation, and take the attributes of the hub anew',
          };
        }),
    ),
});
