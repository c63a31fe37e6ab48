import { X509Certificate, createPrivateKey } from 'node:crypto';

import { makeAuthority, makeKey, type KeyPair, type Validity } from './issue';

/** What a CA's file holds: its key, and its certificate unless a run was interrupted by hand. */
interface AuthorityFile {
  readonly key: string;
  readonly certificate: string | undefined;
}

/** A CA, and why it was made or renewed; undefined if it stays as it is. */
export interface KeptAuthority {
  readonly authority: KeyPair;
  readonly why: string | undefined;
}

/** What is asked of a CA. */
export interface AuthorityDemand {
  /** Name of the network: of one of its hubs. */
  readonly name: string;
  readonly validity: Validity;
  /** Until when it has to be valid at least. */
  readonly until: Date;
  /** Whether it gets a new key. */
  readonly isNew: boolean;
}

/**
 * The CA of a network. A new certificate of it keeps its key, so that what it signed stays good; only `isNew` gives it another.
 *
 * @param text what its file holds, undefined if there is none
 * @throws Error if the file is no CA of this command
 */
export async function keepAuthority(text: string | undefined, { name, validity, until, isNew }: AuthorityDemand): Promise<KeptAuthority> {
  const make = async (key: string, why: string): Promise<KeptAuthority> => ({
    authority: await makeAuthority(key, `links to ${name}`.slice(0, 64), validity),
    why,
  });
  if (text === undefined) return make(await makeKey(), 'there was no CA');
  const { key, certificate } = parse(text);
  if (isNew) return make(await makeKey(), 'a new CA was asked for');
  if (certificate === undefined) return make(key, 'the CA had no certificate');
  const x509 = new X509Certificate(certificate);
  if (!x509.checkPrivateKey(createPrivateKey(key))) return make(key, "the CA's certificate was for another key");
  if (new Date(x509.validTo) < until) return make(key, `the CA expires on ${day(x509.validTo)}; its key stays`);
  return { authority: { key, certificate }, why: undefined };
}

/** A CA as its file holds it: in one, so that key and certificate are never of two. */
export function printAuthority({ key, certificate }: KeyPair): string {
  return key + certificate;
}

/** A day as people write it. */
export function day(date: string | Date): string {
  return new Date(date).toISOString().slice(0, 10);
}

function parse(text: string): AuthorityFile {
  const block = (label: string): string | undefined => {
    const found = new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----\n`).exec(text);
    return found?.[0];
  };
  const key = block('PRIVATE KEY');
  if (key === undefined) throw new Error('holds no private key of a CA: move it away, or put the right one back');
  return { key, certificate: block('CERTIFICATE') };
}
