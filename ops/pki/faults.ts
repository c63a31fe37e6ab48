import { X509Certificate, createPrivateKey } from 'node:crypto';

import { day } from './authority';
import type { KeyPair } from './issue';
import type { WantedCertificate } from './wanted';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

/**
 * Why a certificate that is there does not do; undefined if it does.
 *
 * @param until until when it has to be valid at least
 */
export function faultOf(there: KeyPair, wanted: WantedCertificate, authority: KeyPair, until: Date): string | undefined {
  const x509 = tryRead(there.certificate);
  if (x509 === undefined) return 'its certificate could not be read';
  const signer = new X509Certificate(authority.certificate);
  if (!x509.checkIssued(signer) || !x509.verify(signer.publicKey)) return 'it was of another CA';
  if (!hasKey(x509, there.key)) return 'its key was of another certificate';
  const { subject, server } = wanted;
  if (x509.subject !== `CN=${subject.commonName}`) return `it was for ${x509.subject}, and is for CN=${subject.commonName} now`;
  const [had, has] = [(x509.subjectAltName ?? '').split(', ').filter((name) => name !== ''), namesOf(wanted)];
  if ([...had].sort().join() !== [...has].sort().join()) return changed(had, has);
  const usages = server ? [SERVER_AUTH, CLIENT_AUTH] : [CLIENT_AUTH];
  if ([...x509.keyUsage].sort().join() !== usages.sort().join()) return 'it was for another use';
  return new Date(x509.validTo) < until ? `it expires on ${day(x509.validTo)}` : undefined;
}

/** Names as Node prints those of a certificate. */
function namesOf({ subject: { dnsNames = [], ipAddresses = [] } }: WantedCertificate): readonly string[] {
  return [...dnsNames.map((name) => `DNS:${name}`), ...ipAddresses.map((address) => `IP Address:${address}`)];
}

function changed(had: readonly string[], has: readonly string[]): string {
  const bare = (name: string): string => name.replace(/^[^:]+:/, '');
  const more = has.filter((name) => !had.includes(name)).map((name) => `is for ${bare(name)}`);
  const less = had.filter((name) => !has.includes(name)).map((name) => `is no more for ${bare(name)}`);
  return `it ${[...more, ...less].join(', ')}`;
}

function tryRead(certificate: string): X509Certificate | undefined {
  try {
    return new X509Certificate(certificate);
  } catch {
    return undefined;
  }
}

function hasKey(x509: X509Certificate, key: string): boolean {
  try {
    return x509.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
