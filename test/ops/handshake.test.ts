import * as tls from 'node:tls';

import { describe, expect, it } from 'vitest';

import { tempDir } from '../helpers';
import { DAY, handshake, pki, secretOf, star } from './pki-helpers';

const SERVER = 'hub/skupper-router-server.yaml';
const CLIENT = 'oslo/link-hub-client.yaml';
const NOT_TRUSTED = /UNABLE_TO_|CERT_SIGNATURE_FAILURE|SELF_SIGNED_CERT_IN_CHAIN/;
const OK = { client: 'ok', server: 'ok' };

/** As Node takes a server, and everything else that goes by the standard. */
const standard = (host: string) => (peer: tls.PeerCertificate) => tls.checkServerIdentity(host, peer);
/** As a Skupper router takes a server: by DNS names, then the common name, also for an address. */
const router = (host: string) => (peer: tls.PeerCertificate) => {
  const names = (peer.subjectaltname ?? '').split(', ').filter((name) => name.startsWith('DNS:'));
  return [...names.map((name) => name.slice('DNS:'.length)), peer.subject.CN].includes(host) ? undefined : new Error('other host');
};

/** A folder with what the command made. */
async function made(host?: string): Promise<string> {
  const out = tempDir();
  await pki(star(host), out, { now: new Date() });
  return out;
}

describe('a TLS 1.3 handshake with what the command made', { tags: 'mtls' }, () => {
  it.each(['hub.example.com', 'skupper-router', 'skupper-router-2.telemetry'])('succeeds between hub and edge, at %s', async (host) => {
    const out = await made();
    for (const check of [standard(host), router(host)]) {
      expect(await handshake(secretOf(out, SERVER), secretOf(out, CLIENT), check)).toEqual(OK);
    }
  });

  it('succeeds between the two routers of a hub, which show the same certificate', async () => {
    const out = await made();
    expect(await handshake(secretOf(out, SERVER), secretOf(out, SERVER), standard('skupper-router'))).toEqual(OK);
  });

  it('succeeds at an address, as routers look at it and as all others do', async () => {
    const addressed = await made('203.0.113.7');
    const host = '203.0.113.7';
    for (const check of [standard(host), router(host)]) {
      expect(await handshake(secretOf(addressed, SERVER), secretOf(addressed, CLIENT), check)).toEqual(OK);
    }
  });

  it('succeeds while a renewed CA is at one end and the old one at the other', async () => {
    const out = tempDir();
    const [topology, now] = [star(), Date.now()];
    const times = { valid: 30, renewBefore: 5, caValid: 35 };
    await pki(topology, out, { ...times, now: new Date(now - 10 * DAY) });
    const old = { server: secretOf(out, SERVER), client: secretOf(out, CLIENT) };
    await pki(topology, out, { ...times, now: new Date(now), renew: true });
    const renewed = { server: secretOf(out, SERVER), client: secretOf(out, CLIENT) };
    expect(renewed.client.ca).not.toBe(old.client.ca);
    for (const [server, client] of [
      [old.server, renewed.client],
      [renewed.server, old.client],
    ] as const) {
      expect(await handshake(server, client, standard('hub.example.com'))).toEqual(OK);
    }
  });

  it('fails at another host', async () => {
    const [out, addressed] = [await made(), await made('203.0.113.7')];
    const { client } = await handshake(secretOf(out, SERVER), secretOf(out, CLIENT), standard('other.example.com'));
    expect(client).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await handshake(secretOf(addressed, SERVER), secretOf(addressed, CLIENT), router('203.0.113.8'))).not.toEqual(OK);
  });

  it('fails with a client of another CA, and with a server of another', async () => {
    const [out, others] = [await made(), await made()];
    const { cert, key } = secretOf(others, CLIENT);
    // One that trusts the server, and is not trusted.
    const intruder = { ca: secretOf(out, CLIENT).ca, cert, key };
    const { server, client } = await handshake(secretOf(out, SERVER), intruder, standard('hub.example.com'));
    expect([server, client]).toEqual([expect.stringMatching(NOT_TRUSTED), expect.not.stringMatching('ok')]);
    const deceived = await handshake(secretOf(others, SERVER), secretOf(out, CLIENT), standard('hub.example.com'));
    expect(deceived.client).toMatch(NOT_TRUSTED);
  });

  it('fails with a client without a certificate', async () => {
    const out = await made();
    const nobody = { ca: secretOf(out, CLIENT).ca, cert: '', key: '' };
    expect(await handshake(secretOf(out, SERVER), nobody, standard('hub.example.com'))).not.toMatchObject({ server: 'ok' });
  });

  it('fails where an edge would be a server', async () => {
    const out = await made();
    const { client } = await handshake(secretOf(out, CLIENT), secretOf(out, 'rome/link-hub-client.yaml'), () => undefined);
    expect(client).toBe('INVALID_PURPOSE');
  });
});
