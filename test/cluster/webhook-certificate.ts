import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { makeAuthority, makeKey, makeLeaf } from '../../ops/pki/issue';

/** Makes a certificate for loopback where operators look for one, below their folder for temporary files. @returns the certificate of its CA */
export async function servingCertificate(folder: string): Promise<string> {
  const validity = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 86_400_000) };
  const authority = await makeAuthority(await makeKey(), 'webhooks', validity);
  const subject = { commonName: 'webhooks', ipAddresses: ['127.0.0.1'] };
  const { certificate, key } = await makeLeaf(authority, { subject, server: true, ...validity });
  const serving = path.join(folder, 'k8s-webhook-server', 'serving-certs');
  mkdirSync(serving, { recursive: true });
  writeFileSync(path.join(serving, 'tls.crt'), certificate);
  writeFileSync(path.join(serving, 'tls.key'), key, { mode: 0o600 });
  return authority.certificate;
}
