import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { record } from '../../synth/record';
import type { NetworkRule } from './network-rule';

/** Two makers of one Secret write over each other without end, and the router takes up each change. */
export function certificateSecrets(): NetworkRule {
  const made = new Map<string, string>();
  const found: LocatedFinding[] = [];
  return {
    see: (entry) => {
      for (const [location, secret] of secretsMadeFor(entry)) {
        const key = [entry.cluster, entry.json.metadata.namespace ?? '', secret].join('\n');
        const other = made.get(key);
        made.set(key, other ?? entry.path);
        if (other === undefined) continue;
        found.push({
          rule: 'certificate/secret-taken',
          path: entry.path,
          location,
          message: `the Secret ${secret} is made for ${other} already`,
          fix: 'give each certificate a Secret of its own; those of links are named by LinkCertificates.…({ server, client })',
        });
      }
    },
    findings: () => found,
  };
}

/** The Secrets that controllers make for an object, each with the field that names it. Two groups have a kind `Certificate`. */
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
