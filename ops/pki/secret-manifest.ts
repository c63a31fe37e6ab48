import type { KeyPair } from './issue';
import type { WantedCertificate } from './wanted';

/** What the file of a Secret holds that this command reads again. */
export interface SecretContent extends KeyPair {
  readonly authority: string;
}

/** The manifest of a Secret, for `kubectl apply`. */
export function printSecret({ secret, namespace }: WantedCertificate, { certificate, key, authority }: SecretContent): string {
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  return [
    '---',
    'apiVersion: v1',
    'kind: Secret',
    'type: kubernetes.io/tls',
    'metadata:',
    // In quotes: a name may look like a number.
    `  name: ${JSON.stringify(secret)}`,
    `  namespace: ${JSON.stringify(namespace)}`,
    'data:',
    `  ca.crt: ${encode(authority)}`,
    `  tls.crt: ${encode(certificate)}`,
    `  tls.key: ${encode(key)}`,
    '',
  ].join('\n');
}

/**
 * The content of a Secret that this command wrote; undefined if a part is missing.
 *
 * @throws Error if the file is something else, which is not for this command to write over
 */
export function parseSecret(text: string): SecretContent | undefined {
  if (!/^type: kubernetes\.io\/tls$/m.test(text) || !/^kind: Secret$/m.test(text)) {
    throw new Error('is no Secret of this command: move it away');
  }
  const [authority, certificate, key] = ['ca.crt', 'tls.crt', 'tls.key'].map((name) => {
    const [, value] = new RegExp(`^ {2}${name.replace('.', '\\.')}: ([A-Za-z0-9+/=]+)$`, 'm').exec(text) ?? [];
    return value === undefined ? undefined : Buffer.from(value, 'base64').toString('utf8');
  });
  return authority === undefined || certificate === undefined || key === undefined ? undefined : { authority, certificate, key };
}
