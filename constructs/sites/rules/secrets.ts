import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';

/** Fields that hold what nobody else may read, by kind. */
const SECRET_FIELDS: Readonly<Record<string, readonly string[] | undefined>> = {
  Secret: ['data', 'stringData'],
  'AccessToken.skupper.io': ['spec.code'],
  'AccessGrant.skupper.io': ['spec.code'],
};

/** The output is committed: a Secret or a token in it is known to whoever reads the repository. */
export function secretsInOutput(entries: readonly InventoryEntry[]): LocatedFinding[] {
  return entries.flatMap((entry) => {
    const fields = SECRET_FIELDS[groupKind(entry.json.apiVersion, entry.json.kind)] ?? [];
    return fields
      .filter((field) =>
        isFilled(field.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], entry.json)),
      )
      .map((location): LocatedFinding => ({
        rule: 'secret/in-output',
        path: entry.path,
        location,
        message: `the ${entry.json.kind} ${entry.json.metadata.name} would be written in clear`,
        fix: 'let a secret store put it into the cluster (External Secrets, Sealed Secrets, SOPS), and refer to it by name',
      }));
  });
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined && value !== '';
}
