import { defineRule, type LocatedFault } from '../../synth/define-rule';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { record } from '../../synth/record';
import { CLUSTER } from './subjects/cluster';

/** Two controllers that create one Secret overwrite it again and again, and the router loads each change. */
export const certificateSecretTaken = defineRule({
  id: 'certificate/secret-taken',
  severity: 'error',
  subject: CLUSTER,
  docs: 'two objects make the same Secret',
  check: () => {
    const made = new Map<string, string>();
    const found: LocatedFault[] = [];
    return {
      see: (entry) => {
        for (const [location, secret] of secretsMadeFor(entry)) {
          const key = [entry.cluster, entry.json.metadata.namespace ?? '', secret].join('\n');
          const other = made.get(key);
          made.set(key, other ?? entry.path);
          if (other === undefined) continue;
          found.push({
            path: entry.path,
            location,
            message: `the Secret ${secret} is made for ${other} already`,
            fix: 'give each certificate a Secret of its own; those of links are named by LinkCertificates.…({ server, client })',
          });
        }
      },
      findings: () => found,
    };
  },
});

/** Returns the Secrets that controllers create for an object, each with the field that names it. Two groups have a kind `Certificate`. */
function secretsMadeFor({ json }: InventoryEntry): readonly (readonly [string, string])[] {
  const { secretName, tlsCredentials, generateTlsCredentials } = record(json['spec']);
  switch (groupKind(json.apiVersion, json.kind)) {
    case 'Certificate.cert-manager.io':
      return typeof secretName === 'string' ? [['spec.secretName', secretName]] : [];
    case 'Certificate.skupper.io':
      return [['metadata.name', json.metadata.name]];
    case 'RouterAccess.skupper.io':
      return generateTlsCredentials === true && typeof tlsCredentials === 'string' ? [['spec.tlsCredentials', tlsCredentials]] : [];
    default:
      return [];
  }
}
