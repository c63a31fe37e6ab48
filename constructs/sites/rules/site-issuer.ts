import { defineRule } from '../../synth/define-rule';
import { SKUPPER_NAMESPACE } from './subjects/skupper-namespace';
import { opensByLinkAccess } from './link-access';

/** Skupper's own CA signs the certificates for `linkAccess`. The issuer signs the certificates of sites that link. */
export const siteIssuer = defineRule({
  id: 'site/issuer',
  severity: 'error',
  subject: SKUPPER_NAMESPACE,
  docs: 'the router and those who link would have certificates of two CAs',
  check: ({ sites }) =>
    sites
      .filter(({ spec }) => spec.defaultIssuer !== undefined && spec.defaultIssuer !== '' && opensByLinkAccess(spec))
      .map(({ path }) => ({
        path,
        location: 'spec.defaultIssuer',
        message: 'with linkAccess the router trusts skupper-site-ca alone, and those who link have certificates of defaultIssuer',
        fix: 'give the issuer to the PublicSite, which then makes a RouterAccess of its own',
      })),
});
