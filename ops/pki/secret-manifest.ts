import type { KubeObject } from '../cluster/kube-object';
import { printManifests, readManifests } from '../manifests';
import type { KeyPair } from './issue';
import type { WantedCertificate } from './wanted';

/** What the file of a Secret holds that this command reads again. */
export interface SecretContent extends KeyPair {
  readonly authority: string;
}

/** The manifest of a Secret, for `kubectl apply`. */
export function printSecret({ secret, namespace }: WantedCertificate, { certificate, key, authority }: SecretContent): string {
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  const data = { 'ca.crt': encode(authority), 'tls.crt': encode(certificate), 'tls.key': encode(key) };
  return printManifests([{ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata: { name: secret, namespace }, data }]);
}

/**
 * The content of a Secret that this command wrote; undefined if a part is missing.
 *
 * @throws Error if the file is something else, which is not for this command to write over
 */
export function parseSecret(text: string): SecretContent | undefined {
  const [secret, ...others] = (readManifests(text) ?? []) as readonly KubeObject[];
  if (others.length > 0 || secret?.kind !== 'Secret' || secret.type !== 'kubernetes.io/tls') {
    throw new Error('is no Secret of this command: move it away');
  }
  const [authority, certificate, key] = ['ca.crt', 'tls.crt', 'tls.key'].map((name) => {
    const value: unknown = secret.data?.[name];
    return typeof value === 'string' && value !== '' ? Buffer.from(value, 'base64').toString('utf8') : undefined;
  });
  return authority === undefined || certificate === undefined || key === undefined ? undefined : { authority, certificate, key };
}
