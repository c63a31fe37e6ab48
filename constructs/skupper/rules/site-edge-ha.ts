import { defineRule } from '../../synth/define-rule';
import { OBJECT } from '../../synth/rules/object';
import { record } from '../../synth/record';

/** An edge site runs one router. The schema of the CRD does not check this. */
export const siteEdgeHa = defineRule({
  id: 'site/edge-ha',
  severity: 'error',
  subject: OBJECT,
  docs: 'an edge site is to run two routers',
  check: (manifest) => {
    const { edge, ha } = record(manifest['spec']);
    if (edge !== true || ha !== true) return [];
    return [{ location: 'spec.ha', message: 'an edge site runs one router, ha is true', fix: 'leave ha out, or make it a PublicSite' }];
  },
});
