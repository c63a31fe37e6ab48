import { randomBytes, webcrypto } from 'node:crypto';

import type { CertificateSubject } from '../../constructs';

/** A certificate with its private key, both as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** From when to when a certificate is valid. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What a certificate of a site says. */
export interface LeafRequest extends Validity {
  readonly subject: CertificateSubject;
  readonly server: boolean;
}

/**
 * P-256: routers take keys of either kind, and these are made in no time and small. That Skupper takes RSA alone is so of a CA
 * that signs in a cluster, and this one never gets there.
 */
const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURES = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Makes a new private key, as PEM. */
export async function makeKey(): Promise<string> {
  const { privateKey } = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  return toPem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', privateKey));
}

/** Makes the certificate of a CA, which signs leaves and nothing else. */
export async function makeAuthority(key: string, commonName: string, { notBefore, notAfter }: Validity): Promise<KeyPair> {
  const x509 = await load();
  const keys = await readKey(key);
  const name = [{ CN: [commonName] }];
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: name,
    issuer: name,
    notBefore,
    notAfter,
    signingAlgorithm: SIGNATURES,
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pem(certificate.toString('pem')), key };
}

/** Makes a certificate of a site, with a key of its own. */
export async function makeLeaf(authority: KeyPair, { subject, server, notBefore, notAfter }: LeafRequest): Promise<KeyPair> {
  const x509 = await load();
  const signer = await readKey(authority.key);
  const key = await makeKey();
  const { publicKey } = await readKey(key);
  const { clientAuth, serverAuth } = x509.ExtendedKeyUsage;
  const names = [
    ...(subject.dnsNames ?? []).map((value) => ({ type: x509.DNS, value }) as const),
    ...(subject.ipAddresses ?? []).map((value) => ({ type: x509.IP, value }) as const),
  ];
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [subject.commonName] }],
    issuer: new x509.X509Certificate(authority.certificate).subjectName,
    notBefore,
    notAfter,
    signingAlgorithm: SIGNATURES,
    publicKey,
    signingKey: signer.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(server ? [serverAuth, clientAuth] : [clientAuth]),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey),
    ],
  });
  return { certificate: pem(certificate.toString('pem')), key };
}

async function load(): Promise<typeof import('@peculiar/x509')> {
  // What it is built on asks for this first.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  return x509;
}

interface Keys {
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicKey: webcrypto.CryptoKey;
}

/** Both halves of a private key. */
async function readKey(key: string): Promise<Keys> {
  const der = Buffer.from(key.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const privateKey = await webcrypto.subtle.importKey('pkcs8', der, KEYS, true, ['sign']);
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', privateKey);
  const publicKey = await webcrypto.subtle.importKey('jwk', { kty, crv, x, y }, KEYS, true, ['verify']);
  return { privateKey, publicKey };
}

/** 127 bits of chance, positive and of one length. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function toPem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function pem(text: string): string {
  return `${text.trim()}\n`;
}
