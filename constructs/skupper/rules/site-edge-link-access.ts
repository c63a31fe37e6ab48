import { defineRule } from '../../synth/define-rule';
import { OBJECT } from '../../synth/rules/object';
import { record } from '../../synth/record';

/** An edge site accepts no links. The schema of the CRD does not check this. */
export const siteEdgeLinkAccess = defineRule({
  id: 'site/edge-link-access',
  severity: 'error',
  subject: OBJECT,
  docs: 'an edge site is to accept links',
  check: (manifest) => {
    const { edge, linkAccess } = record(manifest['spec']);
    if (edge !== true || linkAccess === undefined || linkAccess === '' || linkAccess === 'none') return [];
    return [
      {
        location: 'spec.linkAccess',
        message: 'an edge site accepts no links, linkAccess is set',
        fix: 'leave linkAccess out, or make it a PublicSite',
      },
    ];
  },
});
