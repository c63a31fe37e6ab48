import { isV1Site } from '../../skupper/v1/site';
import { SkupperV1TokenRequest } from '../../skupper/v1/token-request';
import type { SiteGeneration } from '../routers/site-generation';
import { V1Router } from './v1-router';

/** Sites of Skupper v1. */
export const V1_GENERATION: SiteGeneration = {
  skupper: 'Skupper v1',
  linksByTokensOnly: true,
  createRouter: (site, props) => new V1Router(site, props),
  // Which connections a router of Skupper v1 needs is not known well enough to close a namespace around it.
  insteadOfPolicies: 'Skupper v1 itself has legacy: { createNetworkPolicy: true }',
  readsResources: false,
  createsServices: true,
  isSite: isV1Site,
  createdFor: () => V1_OBJECTS,
  isTokenRequest: (construct) => construct instanceof SkupperV1TokenRequest,
};

const V1_OBJECTS = [
  ['Service', 'skupper'],
  ['Service', 'skupper-router'],
  ['Service', 'skupper-router-local'],
  ['Deployment', 'skupper-router'],
  ['Deployment', 'skupper-service-controller'],
  ['ServiceAccount', 'skupper-router'],
  ['ServiceAccount', 'skupper-service-controller'],
] as const;
