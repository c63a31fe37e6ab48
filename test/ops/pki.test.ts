import * as fs from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { EdgeSite, LinkAccess, LinkCertificates, PublicSite, SiteLink } from '../../constructs';
import { network, readTree, tempDir } from '../helpers';
import { certificateOf, DAY, FILES, hubOf, NOW, pki, said, secretOf, star, topologyOf } from './pki-helpers';

const { ca: CA, server: SERVER, oslo: OSLO, rome: ROME } = FILES;

const later = (days: number): Date => new Date(NOW.getTime() + days * DAY);

describe('what the command makes', () => {
  it('is a CA and a Secret for either end of each link, which kubectl takes', async () => {
    const out = tempDir();
    const report = await pki(star(), out);
    expect(said(report, out)).toEqual({
      [CA]: 'there was no CA',
      [SERVER]: 'it was not there',
      [OSLO]: 'it was not there',
      [ROME]: 'it was not there',
    });
    expect(parse(readTree(out)[OSLO] ?? '')).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/tls',
      metadata: { name: 'link-hub-client', namespace: 'of-oslo' },
      data: { 'ca.crt': expect.any(String) as string, 'tls.crt': expect.any(String) as string, 'tls.key': expect.any(String) as string },
    });
    expect(secretOf(out, OSLO).ca).toBe(secretOf(out, SERVER).ca);
    expect(secretOf(out, OSLO).ca).not.toContain('PRIVATE KEY');
    expect(JSON.stringify(report)).not.toMatch(/PRIVATE KEY|-----BEGIN/);
  });

  it('is for the hosts that the hub has, and for servers and clients or clients alone', async () => {
    const out = tempDir();
    await pki(star('203.0.113.7'), out);
    const [server, client] = [certificateOf(out, SERVER), certificateOf(out, OSLO)];
    expect(server.subject).toBe('CN=203.0.113.7');
    expect(server.subjectAltName).toBe(
      ['skupper-router', 'skupper-router.telemetry', 'skupper-router-2', 'skupper-router-2.telemetry']
        .map((name) => `DNS:${name}`)
        .join(', ') + ', IP Address:203.0.113.7',
    );
    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect([client.subject, client.subjectAltName, client.keyUsage]).toEqual(['CN=oslo', undefined, ['1.3.6.1.5.5.7.3.2']]);
    expect(new Set([server, client, certificateOf(out, ROME)].map(({ serialNumber }) => serialNumber)).size).toBe(3);
    for (const { serialNumber, ca } of [server, client]) expect([serialNumber.length, ca]).toEqual([32, false]);
  });

  it('is read by its owner alone, also where somebody opened it', async () => {
    const out = path.join(tempDir(), 'new', 'secrets');
    const topology = star();
    const before = process.umask(0);
    try {
      await pki(topology, out);
    } finally {
      process.umask(before);
    }
    const modes = (): Record<string, string> => {
      const names = ['', 'pki', 'hub', 'oslo', CA, SERVER, OSLO];
      return Object.fromEntries(names.map((name) => [name, (fs.statSync(path.join(out, name)).mode & 0o777).toString(8)]));
    };
    const closed = { '': '700', pki: '700', hub: '700', oslo: '700', [CA]: '600', [SERVER]: '600', [OSLO]: '600' };
    expect(modes()).toEqual(closed);
    fs.chmodSync(path.join(out, OSLO), 0o644);
    fs.chmodSync(path.join(out, 'pki'), 0o755);
    expect((await pki(topology, out)).written).toEqual([]);
    expect(modes()).toEqual(closed);
  });

  it('is one CA for hubs that are linked, and one each for those that are not', async () => {
    const app = network();
    hubOf(app, 'west', [SiteLink.certificates(hubOf(app, 'east'))]);
    hubOf(app, 'alone');
    const out = tempDir();
    await pki(topologyOf(app), out);
    const authority = (site: string): string => certificateOf(out, `${site}/skupper-router-server.yaml`).issuer;
    expect([authority('east'), authority('west'), authority('alone')]).toEqual([
      'CN=links to east',
      'CN=links to east',
      'CN=links to alone',
    ]);
    expect(certificateOf(out, 'west/link-east-client.yaml').subject).toBe('CN=west');
  });

  it('leaves out what comes from an issuer, from a token or from a Secret of another kind', async () => {
    const app = network();
    const linkAccess = LinkAccess.loadBalancer({ host: 'hub.example.com' });
    const issued = new PublicSite(app, 'issued', { linkAccess, certificates: LinkCertificates.issuedBy({ name: 'links' }) });
    const plain = new PublicSite(app, 'plain', { links: [SiteLink.certificates(issued)] });
    new EdgeSite(app, 'a', { links: [SiteLink.token(plain)] });
    new EdgeSite(app, 'b', { links: [SiteLink.certificates(issued, { certificates: LinkCertificates.secrets() })] });
    const hub = new PublicSite(app, 'hub', { linkAccess, certificates: LinkCertificates.secrets() });
    new EdgeSite(app, 'c', { links: [SiteLink.certificates(hub, { certificates: LinkCertificates.issuedBy({ name: 'links' }) })] });
    new EdgeSite(app, 'd', { links: [SiteLink.secret(hub, { secret: 'mine' })] });
    const out = tempDir();
    expect(Object.keys(said(await pki(topologyOf(app), out), out))).toEqual([CA, SERVER]);
  });

  it('is one certificate for two links that name one Secret', async () => {
    const app = network();
    const east = hubOf(app, 'east', [], 'links');
    const west = hubOf(app, 'west', [SiteLink.certificates(east)], 'links');
    new EdgeSite(app, 'edge', { links: [SiteLink.certificates(east), SiteLink.certificates(west)] });
    const out = tempDir();
    const { findings } = await pki(topologyOf(app), out);
    expect(findings).toEqual([]);
    expect(Object.keys(readTree(out)).filter((file) => file.startsWith('edge/'))).toEqual(['edge/links.yaml']);
  });
});

describe('a second run', () => {
  it('changes nothing, nor does one of a network that grew change what is there', async () => {
    const out = tempDir();
    const topology = star();
    await pki(topology, out);
    const before = readTree(out);
    const report = await pki(topology, out, { now: later(300) });
    expect([report.written, report.kept, readTree(out)]).toEqual([[], 4, before]);
    const app = network();
    const grown = star('hub.example.com', app);
    const paris = { ...grown.sites.find(({ name }) => name === 'rome') };
    const more = { ...grown, sites: [...grown.sites, { ...paris, name: 'paris' } as (typeof grown.sites)[number]] };
    expect(said(await pki(more, out), out)).toEqual({ 'paris/link-hub-client.yaml': 'it was not there' });
    expect(readTree(out)).toMatchObject(before);
  });

  it('renews what expires soon, with a new key and of the same CA', async () => {
    const out = tempDir();
    const topology = star();
    await pki(topology, out);
    const before = { ca: readTree(out)[CA], oslo: secretOf(out, OSLO) };
    expect((await pki(topology, out, { now: later(334) })).written).toEqual([]);
    const report = await pki(topology, out, { now: later(336) });
    expect(said(report, out)).toEqual(Object.fromEntries([SERVER, OSLO, ROME].map((file) => [file, 'it expires on 2027-03-01'])));
    const oslo = secretOf(out, OSLO);
    expect([readTree(out)[CA], oslo.ca]).toEqual([before.ca, before.oslo.ca]);
    expect(oslo.key).not.toBe(before.oslo.key);
    expect(certificateOf(out, OSLO).validTo).toContain('2028 GMT');
    expect((await pki(topology, out, { now: later(336) })).written).toEqual([]);
  });

  it('renews one site when asked', async () => {
    const out = tempDir();
    const topology = star();
    await pki(topology, out);
    const before = readTree(out);
    expect(said(await pki(topology, out, { sites: ['oslo'], renew: true }), out)).toEqual({ [OSLO]: 'asked for' });
    expect(readTree(out)).toEqual({ ...before, [OSLO]: expect.not.stringContaining(before[OSLO] ?? '') as string });
  });

  it('renews a CA in time with the key that it has, and keeps what it signed', async () => {
    const out = tempDir();
    const topology = star();
    await pki(topology, out, { caValid: 800 });
    const before = { oslo: secretOf(out, OSLO), ca: readTree(out)[CA] ?? '' };
    // A certificate of 365 days would outlive it.
    const report = said(await pki(topology, out, { caValid: 800, now: later(500), sites: ['rome'] }), out);
    expect(report).toEqual({ [CA]: 'the CA expires on 2028-05-09; its key stays', [ROME]: expect.stringContaining('expires') as string });
    const key = (text: string): string => text.split('-----END')[0] ?? '';
    expect(key(readTree(out)[CA] ?? '')).toBe(key(before.ca));
    // What the old certificate of the CA vouches for, the new one does.
    const after = await pki(topology, out, { caValid: 800, now: later(100), sites: ['oslo'] });
    expect(said(after, out)).toEqual({ [OSLO]: 'its CA or namespace changed' });
    const oslo = secretOf(out, OSLO);
    expect([oslo.cert, oslo.key]).toEqual([before.oslo.cert, before.oslo.key]);
    expect(oslo.ca).not.toBe(before.oslo.ca);
  });

  it('with a new CA makes all anew', async () => {
    const out = tempDir();
    const topology = star();
    await pki(topology, out);
    const old = secretOf(out, OSLO).ca;
    expect(said(await pki(topology, out, { newCa: true }), out)).toEqual({
      [CA]: 'a new CA was asked for',
      ...Object.fromEntries([SERVER, OSLO, ROME].map((file) => [file, 'it was of another CA'])),
    });
    expect(secretOf(out, OSLO).ca).not.toBe(old);
    expect((await pki(topology, out)).written).toEqual([]);
  });

  it('makes anew what no longer matches, and says why', async () => {
    const out = tempDir();
    await pki(star(), out);
    const moved = said(await pki(star('new.example.com'), out), out);
    expect(moved).toEqual({ [SERVER]: 'it is for new.example.com, is no more for hub.example.com' });
    expect(said(await pki(star('203.0.113.7'), out), out)).toEqual({
      [SERVER]: 'it was for CN=skupper-router, and is for CN=203.0.113.7 now',
    });
    const topology = star('203.0.113.7');
    const sites = topology.sites.map((site) => (site.name === 'oslo' ? { ...site, namespace: { name: 'moved', created: true } } : site));
    const before = secretOf(out, OSLO);
    expect(said(await pki({ ...topology, sites }, out), out)).toEqual({ [OSLO]: 'its CA or namespace changed' });
    expect(secretOf(out, OSLO)).toEqual(before);
  });

  it('uses one CA for networks that became one, and says which is left over', async () => {
    const out = tempDir();
    const make = async (linked: boolean): Promise<Awaited<ReturnType<typeof pki>>> => {
      const app = network();
      const east = hubOf(app, 'east');
      hubOf(app, 'west', linked ? [SiteLink.certificates(east)] : []);
      return pki(topologyOf(app), out);
    };
    await make(false);
    const report = await make(true);
    expect(said(report, out)).toEqual({
      'west/skupper-router-server.yaml': 'it was of another CA',
      'west/link-east-client.yaml': 'it was not there',
    });
    expect(report.warnings).toEqual([expect.stringMatching(/west\.pem is used no more: east, west are one network now/)]);
  });
});
