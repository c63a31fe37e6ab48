import { secretInOutput } from '../../skupper/rules/secret-in-output';
import { groupKind } from '../../synth/phase';
import { watchObjects } from './object-watch';
import { CLUSTER } from './subjects/cluster';

/** Fields with secret values, by kind. */
const SECRET_FIELDS: Readonly<Record<string, readonly string[] | undefined>> = {
  Secret: ['data', 'stringData'],
  'AccessToken.skupper.io': ['spec.code'],
  'AccessGrant.skupper.io': ['spec.code'],
};

/** The output is committed: everyone who reads the repository can read a Secret or a token in it. */
export const secretInObject = secretInOutput.for(CLUSTER, () =>
  watchObjects(({ json }) => {
    const fields = SECRET_FIELDS[groupKind(json.apiVersion, json.kind)];
    if (fields === undefined) return [];
    return fields
      .filter((location) => isFilled(location.split('.').reduce<unknown>((above, key) => (above as Fields | undefined)?.[key], json)))
      .map((location) => ({
        location,
        message: `the ${json.kind} ${json.metadata.name} would be written in clear`,
        fix: 'let a secret store put it into the cluster (External Secrets, Sealed Secrets, SOPS), and refer to it by name',
      }));
  }),
);

type Fields = Readonly<Record<string, unknown>>;

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined && value !== '';
}
