import type { LocatedFinding } from '../../synth/finding';
import { groupKind } from '../../synth/phase';
import type { NetworkRule } from './network-rule';

/** Fields that hold what nobody else may read, by kind. */
const SECRET_FIELDS: Readonly<Record<string, readonly string[] | undefined>> = {
  Secret: ['data', 'stringData'],
  'AccessToken.skupper.io': ['spec.code'],
  'AccessGrant.skupper.io': ['spec.code'],
};

/** The output is committed: a Secret or a token in it is known to whoever reads the repository. */
export function secretsInOutput(): NetworkRule {
  const found: LocatedFinding[] = [];
  return {
    see: ({ json, path }) => {
      for (const location of SECRET_FIELDS[groupKind(json.apiVersion, json.kind)] ?? []) {
        const value = location.split('.').reduce<unknown>((above, key) => (above as Record<string, unknown> | undefined)?.[key], json);
        if (!isFilled(value)) continue;
        found.push({
          rule: 'secret/in-output',
          path,
          location,
          message: `the ${json.kind} ${json.metadata.name} would be written in clear`,
          fix: 'let a secret store put it into the cluster (External Secrets, Sealed Secrets, SOPS), and refer to it by name',
        });
      }
    },
    findings: () => found,
  };
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined && value !== '';
}
