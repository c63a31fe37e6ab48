import * as fs from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { EdgeSite, PublicSite, SiteLink, type HubAttributes } from '../../constructs';
import { network, readTree, tempDir } from '../helpers';
import { FILES, hubOf, pki, said, secretOf, star, topologyOf } from './pki-helpers';

const { ca: CA, server: SERVER, oslo: OSLO, rome: ROME } = FILES;

const rewrite = (file: string, change: (text: string) => string): void => {
  fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
};

describe('a run after one that was interrupted', () => {
  it('ends its work and keeps what was done', async () => {
    const out = tempDir();
    const topology = star();
    // Where the folder of a site has to be there is a file: the run breaks off in the middle.
    fs.writeFileSync(path.join(out, 'oslo'), '');
    await expect(pki(topology, out)).rejects.toThrow(/EEXIST|ENOTDIR/);
    const half = readTree(out);
    expect(Object.keys(half).sort()).toEqual([SERVER, 'oslo', CA].sort());
    fs.rmSync(path.join(out, 'oslo'));
    const report = await pki(topology, out);
    expect(Object.keys(said(report, out)).sort()).toEqual([OSLO, ROME]);
    expect(readTree(out)).toMatchObject({ [CA]: half[CA], [SERVER]: half[SERVER] });
  });

  it('mends a new CA that not every site has', async () => {
    const out = tempDir();
    const topology = star();
    await pki(topology, out);
    const rome = readTree(out)[ROME] ?? '';
    await pki(topology, out, { newCa: true });
    fs.writeFileSync(path.join(out, ROME), rome);
    expect(said(await pki(topology, out), out)).toEqual({ [ROME]: 'it was of another CA' });
  });

  it('mends parts that are missing', async () => {
    const out = tempDir();
    const topology = star();
    await pki(topology, out);
    rewrite(path.join(out, OSLO), (text) => text.split('  tls.key')[0] ?? '');
    rewrite(path.join(out, ROME), (text) =>
      text.replace(/tls\.key: .*/, `tls.key: ${Buffer.from(secretOf(out, SERVER).key).toString('base64')}`),
    );
    rewrite(path.join(out, SERVER), (text) => text.replace(/tls\.crt: .*/, 'tls.crt: aGFsZg=='));
    expect(said(await pki(topology, out), out)).toEqual({
      [OSLO]: 'a part was missing',
      [ROME]: 'its key was of another certificate',
      [SERVER]: 'its certificate could not be read',
    });
    rewrite(path.join(out, CA), (text) => text.split('-----BEGIN CERT')[0] ?? '');
    const mended = said(await pki(topology, out), out);
    expect(mended[CA]).toBe('the CA had no certificate');
    expect(new Set(Object.values(mended))).toEqual(new Set(['the CA had no certificate', 'its CA or namespace changed']));
  });

  it('finds files that are whole: each is written beside its place, and then takes it', async () => {
    const out = tempDir();
    const topology = star();
    await pki(topology, out);
    const old = fs.readFileSync(path.join(out, OSLO), 'utf8');
    // A second name for the bytes that were there.
    const same = path.join(tempDir(), 'same');
    fs.linkSync(path.join(out, OSLO), same);
    await pki(topology, out, { renew: true });
    expect(fs.readFileSync(same, 'utf8')).toBe(old);
    expect(fs.readFileSync(path.join(out, OSLO), 'utf8')).not.toBe(old);
    expect(Object.keys(readTree(out)).filter((file) => file.includes('.otel-skupper'))).toEqual([]);
  });

  it('sweeps what it left, and leaves what is of others', async () => {
    const out = tempDir();
    const topology = star();
    await pki(topology, out);
    const left = path.join(out, 'oslo', '.otel-skupper-2147483646-link.yaml');
    const running = path.join(out, 'oslo', `.otel-skupper-${String(process.ppid)}-link.yaml`);
    for (const file of [left, running]) fs.writeFileSync(file, 'half');
    await pki(topology, out);
    expect([fs.existsSync(left), fs.existsSync(running)]).toEqual([false, true]);
  });
});

describe('what cannot be done', () => {
  const asked = (options: object) => () => pki(star(), tempDir(), options);

  it.each<[string, () => Promise<unknown>, string]>([
    ['a site that is not there', asked({ sites: ['nobody'] }), 'the network has no site nobody'],
    ['a new CA for some sites', asked({ sites: ['oslo'], newCa: true }), 'leave the sites out'],
    ['a renewal before the beginning', asked({ valid: 30 }), 'less than --valid, which is 30 days'],
    ['a CA that ends too early', asked({ caValid: 394 }), 'which is 395 days'],
  ])('is told for %s', async (_, run, says) => {
    await expect(run()).rejects.toThrow(says);
  });

  it('is to make another CA beside Secrets of one that is not here', async () => {
    const out = tempDir();
    await pki(star(), out);
    const before = readTree(out);
    fs.rmSync(path.join(out, CA));
    for (const sites of [[], ['oslo']]) {
      const { findings, written } = await pki(star(), out, { sites });
      expect(findings).toMatchObject([
        { rule: 'pki/authority', path: 'hub', message: expect.stringContaining('is of a CA that is not in') as string },
      ]);
      expect(written).toEqual([]);
    }
    const { findings } = await pki(star(), out, { newCa: true });
    expect(findings).toEqual([]);
    expect(readTree(out)[OSLO]).not.toBe(before[OSLO]);
  });

  it('is to write into the output folder, by whatever way', async () => {
    const dist = tempDir();
    const link = path.join(tempDir(), 'link');
    fs.symlinkSync(dist, link);
    for (const out of [dist, path.join(dist, 'secrets'), path.join(link, 'secrets')]) {
      await expect(pki(star(), out, { dist })).rejects.toThrow('is in the output folder');
    }
    // A folder of a site that is the output folder.
    const parent = path.join(dist, 'parent');
    await expect(pki(star(), parent, { dist: path.join(parent, 'oslo') })).rejects.toThrow('is in the output folder');
    expect(readTree(dist)).toEqual({});
  });

  it('is to write over what it did not write', async () => {
    const out = tempDir();
    fs.mkdirSync(path.join(out, 'oslo'));
    fs.writeFileSync(path.join(out, OSLO), 'kind: SealedSecret\n');
    const { findings, written } = await pki(star(), out);
    expect(findings).toMatchObject([
      { rule: 'pki/secret-file', path: 'oslo', message: expect.stringContaining('is no Secret of this command') as string },
    ]);
    expect(written).toHaveLength(3);
    expect(readTree(out)[OSLO]).toBe('kind: SealedSecret\n');
    fs.writeFileSync(path.join(out, CA), 'not a key');
    await expect(pki(star(), out)).rejects.toThrow(/pki\/hub\.pem: holds no private key/);
  });

  it('is to write files of names that are none', async () => {
    const { sites, ...rest } = star();
    const changed = sites.map((site) => ({ ...site, links: site.links.map((link) => ({ ...link, secret: '../../etc/passwd' })) }));
    await expect(pki({ ...rest, sites: changed }, tempDir())).rejects.toThrow('which is none of a site or Secret');
  });
});

describe('links to a hub that another program describes', () => {
  const edges = (hub: PublicSite): ReturnType<typeof topologyOf> => {
    const app = network();
    const attributes = JSON.parse(JSON.stringify(hub.attributes)) as HubAttributes;
    new EdgeSite(app, 'plant', { links: [SiteLink.certificates(PublicSite.fromAttributes(attributes))] });
    return topologyOf(app);
  };

  it('take the CA of that program from the same folder, and never make one', async () => {
    const out = tempDir();
    const app = network();
    const hub = hubOf(app, 'hub');
    const alone = await pki(edges(hub), out);
    expect([alone.written, alone.findings]).toMatchObject([[], [{ path: 'hub', fix: expect.stringContaining('--dist') as string }]]);
    expect(readTree(out)).toEqual({});
    await pki(topologyOf(app), out);
    expect(said(await pki(edges(hub), out), out)).toEqual({ 'plant/link-hub-client.yaml': 'it was not there' });
    expect(secretOf(out, 'plant/link-hub-client.yaml').ca).toBe(secretOf(out, SERVER).ca);
  });
});
