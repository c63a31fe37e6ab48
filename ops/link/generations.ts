import type { Generation } from '../../constructs';
import type { LinkGeneration } from './link-generation';
import { linkSite } from './link-site';
import { V1_LINKS } from './v1/v1-links';
import { writeLink } from './write-link';

/** How links are made in each generation. */
export const LINK_GENERATIONS: Readonly<Record<Generation, LinkGeneration>> = {
  current: { link: linkSite, write: writeLink },
  legacy: V1_LINKS,
};
