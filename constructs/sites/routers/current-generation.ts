import { groupKind } from '../../synth/phase';
import { record } from '../../synth/record';
import { CurrentRouter } from './current-router';
import type { SiteGeneration } from './site-generation';

/** Sites of Skupper v2. */
export const CURRENT_GENERATION: SiteGeneration = {
  skupper: 'Skupper v2',
  linksByTokensOnly: false,
  createRouter: (site, props) => new CurrentRouter(site, props),
  readsResources: true,
  createsServices: false,
  isSite: ({ apiVersion, kind }) => groupKind(apiVersion, kind) === 'Site.skupper.io',
  createdFor: (site) => {
    const { ha, serviceAccount } = record(site['spec']);
    return [
      ...ROUTER_OBJECTS,
      ...(ha === true ? SECOND_ROUTER_OBJECTS : []),
      ...(serviceAccount === undefined ? [['ServiceAccount', 'skupper-router'] as const] : []),
    ];
  },
  // The link command makes grants and tokens.
  isTokenRequest: () => false,
};

const ROUTER_OBJECTS = [
  ['Service', 'skupper-router'],
  ['Service', 'skupper-router-local'],
  ['Deployment', 'skupper-router'],
] as const;
const SECOND_ROUTER_OBJECTS = [
  ['Service', 'skupper-router-2'],
  ['Deployment', 'skupper-router-2'],
] as const;
