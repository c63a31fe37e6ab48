import type { LinkGeneration } from '../link-generation';
import { linkV1Site, writeV1Link } from './link-site';
import { requireRequest } from './v1-job';

/** Links of Skupper v1: each is a token, and a token is a Secret. */
export const V1_LINKS: LinkGeneration = {
  withoutDirect: {
    why: 'Skupper v1 has none',
    fix: 'leave --direct out: tokens of Skupper v1 are certificates already',
  },
  link: async (ends, job, options, patience) => linkV1Site(ends, requireRequest(job), options, patience),
  write: async (hub, job, folder, options, patience) => writeV1Link(hub, requireRequest(job), folder, options, patience),
};
