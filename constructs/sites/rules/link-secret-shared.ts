import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { SKUPPER_NAMESPACE } from './subjects/skupper-namespace';

/** The router names a TLS profile after the Secret: a link and a connector must not share one. */
export const linkSecretShared = defineRule({
  id: 'link/secret-shared',
  severity: 'error',
  subject: SKUPPER_NAMESPACE,
  docs: 'a link and a connector share a Secret',
  check: ({ links, connectors }) => {
    const linksBySecret = new Map(links.map(({ path, spec }) => [spec.tlsCredentials, path]));
    return connectors.flatMap(({ path, spec: { tlsCredentials: secret } }): readonly LocatedFault[] => {
      const link = typeof secret === 'string' ? linksBySecret.get(secret) : undefined;
      if (link === undefined) return [];
      return [
        {
          path,
          location: 'spec.tlsCredentials',
          message: `the Secret ${String(secret)} is that of ${link} too: the router would know both by one profile, and use the one for the other`,
          fix: 'give the connector a Secret of its own',
        },
      ];
    });
  },
});
