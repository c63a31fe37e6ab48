import { defineRule } from '../../synth/define-rule';
import { SKUPPER_NAMESPACE } from './subjects/skupper-namespace';

/** A namespace has one Skupper site; the controller ignores a second one. */
export const siteOnePerNamespace = defineRule({
  id: 'site/one-per-namespace',
  severity: 'error',
  subject: SKUPPER_NAMESPACE,
  docs: 'a namespace has two Skupper sites, of which the controller ignores one',
  check: ({ cluster, namespace, sites: [first, ...others] }) =>
    others.map(({ path }) => ({
      path,
      message: `the namespace ${namespace} of the cluster ${cluster} has the Skupper site of ${first?.path ?? ''} already`,
      fix: 'give the sites different namespaces, or different clusters',
    })),
});
