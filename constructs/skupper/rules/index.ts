import { secretInOutput } from './secret-in-output';
import { siteEdgeHa } from './site-edge-ha';
import { siteEdgeLinkAccess } from './site-edge-link-access';

/** Rules of Skupper objects. */
export const SKUPPER_RULES = [secretInOutput, siteEdgeHa, siteEdgeLinkAccess] as const;
