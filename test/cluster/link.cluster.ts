import { readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { secretsIn } from '../security/secrets';
import { printedByCommands } from './command';
import { LinkPair, LinkStage, type PairOptions } from './link-pair';

let stage: LinkStage;
const pairOf = (options?: PairOptions): LinkPair => new LinkPair(stage, options);

beforeAll(async () => {
  stage = await LinkStage.start();
});
afterAll(async () => {
  await stage.stop();
});
afterEach(async () => {
  const printed = printedByCommands.join('');
  expect(await secretsIn(printed)).toEqual([]);
  expect([...stage.controllers.secrets].filter((secret) => printed.includes(secret))).toEqual([]);
});

/** kubectl's own waiting would keep what plays the controllers, in this process, from running. */
async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 100) throw new Error('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('otel-skupper link', { tags: 'skupper-token' }, () => {
  it('links an edge by a token, and leaves the link alone when it runs again', async () => {
    const pair = pairOf();
    expect(await pair.link()).toMatchObject({ status: 0, stdout: `${pair.edge} → ${pair.hub}: is up\n` });
    expect(pair.links).toEqual([`link.skupper.io/${pair.hub}`]);
    expect(pair.inHub('get', 'accessgrants.skupper.io', '-o', 'name')).toBe('');
    expect(await pair.link()).toMatchObject({ status: 0, stdout: `${pair.edge} → ${pair.hub}: is up, and was there\n` });
    expect(pair.redemptions).toBe(1);
  });

  it('links to both routers of a hub that has two', async () => {
    const pair = pairOf({ hub: { ha: true } });
    expect(await pair.link()).toMatchObject({ status: 0 });
    expect(pair.links).toEqual([`link.skupper.io/${pair.hub}-1`, `link.skupper.io/${pair.hub}-2`]);
  });

  it('links a hub to a hub, at the cost that was said', async () => {
    const pair = pairOf({ cost: 7 });
    expect(await pair.link()).toMatchObject({ status: 0 });
    expect(pair.inEdge('get', 'links.skupper.io', pair.hub, '-o', 'jsonpath={.spec.cost}')).toBe('7');
  });

  it('links many edges at once, each by a grant of its own', async () => {
    const pair = pairOf({ edges: 12 });
    const { status, stdout } = await pair.link();
    expect({ status, lines: stdout.trim().split('\n').length }).toEqual({ status: 0, lines: 12 });
    expect(stage.controllers.redemptions.filter((name) => name.startsWith(`link-${pair.edge}-`)).sort()).toEqual(
      Array.from({ length: 12 }, (_, i) => `link-${pair.edge}-${String(i)}`).sort(),
    );
  });

  it('writes the token to a file that nobody else reads, once, for whoever applies it', async () => {
    const pair = pairOf();
    const out = path.join(stage.folder, 'secrets');
    expect(await pair.link('--out', out)).toMatchObject({ status: 0 });
    const file = path.join(out, pair.edge, `token-${pair.hub}.yaml`);
    expect([statSync(file).mode & 0o777, statSync(path.dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readFileSync(path.join(out, '.gitignore'), 'utf8')).toBe('*\n');
    const text = readFileSync(file, 'utf8');
    // What is nowhere else is here.
    expect(await secretsIn(text)).not.toEqual([]);
    const again = await pair.link('--out', out);
    expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('is still good') as string });
    expect(readFileSync(file, 'utf8')).toBe(text);
    stage.edgePlane.mustKubectl(['apply', '-f', file]);
    expect(await pair.link()).toMatchObject({ status: 0 });
    expect(pair.redemptions).toBe(1);
    // The token is spent now.
    expect(await pair.link('--out', out)).toMatchObject({ status: 0, stdout: expect.stringContaining('written to') as string });
    expect(readFileSync(file, 'utf8')).not.toBe(text);
  });

  it('links past the grant server with --direct, and leaves no key on the hub', async () => {
    const pair = pairOf({ hub: { grants: 'disabled', ha: true } });
    expect(await pair.link('--direct')).toMatchObject({ status: 0 });
    expect(pair.links).toEqual([`link.skupper.io/${pair.hub}-1`, `link.skupper.io/${pair.hub}-2`]);
    const link = JSON.parse(pair.inEdge('get', 'links.skupper.io', `${pair.hub}-2`, '-o', 'json')) as { readonly spec: unknown };
    expect(link.spec).toEqual({
      endpoints: [
        { name: 'inter-router', host: '203.0.113.2', port: '55671' },
        { name: 'edge', host: '203.0.113.2', port: '45671' },
      ],
      tlsCredentials: pair.hub,
    });
    expect(pair.inEdge('get', 'secret', pair.hub, '-o', 'jsonpath={.type}')).toBe('kubernetes.io/tls');
    expect(pair.inHub('get', 'certificates.skupper.io,secrets', '-o', 'name')).toBe('');
    expect(await pair.link('--direct')).toMatchObject({ status: 0, stdout: expect.stringContaining('was there') as string });
  });

  it('writes Secret and link with --direct --out', async () => {
    const pair = pairOf();
    const out = path.join(stage.folder, 'secrets');
    expect(await pair.link('--direct', '--out', out)).toMatchObject({ status: 0 });
    const file = path.join(out, pair.edge, `link-${pair.hub}.yaml`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    stage.edgePlane.mustKubectl(['apply', '-f', file]);
    expect(await pair.link()).toMatchObject({ status: 0, stdout: expect.stringContaining('was there') as string });
    expect(pair.redemptions).toBe(0);
  });

  it('replaces a link with --renew, whichever way it was made', async () => {
    const pair = pairOf();
    await pair.link();
    const before = pair.inEdge('get', 'secret', pair.hub, '-o', 'jsonpath={.metadata.uid}');
    expect(await pair.link('--renew')).toMatchObject({ status: 0, stdout: expect.stringContaining('is up\n') as string });
    expect(pair.redemptions).toBe(2);
    expect(await pair.link('--renew', '--direct')).toMatchObject({ status: 0 });
    expect(pair.inEdge('get', 'secret', pair.hub, '-o', 'jsonpath={.metadata.uid}')).not.toBe(before);
    expect(await pair.link('--renew')).toMatchObject({ status: 0 });
    expect(pair.redemptions).toBe(3);
  });
});

describe('a failure of otel-skupper link', { tags: 'skupper-token' }, () => {
  const said = (text: string): string => expect.stringContaining(text) as string;

  it.each<[string, PairOptions, string]>([
    ['hub that is not ready', { hub: { ready: false } }, 'waiting for the hub HUB: No router pod is ready'],
    ['site that is not ready', { edge: { ready: false } }, 'waiting for the site EDGE: No router pod is ready'],
    ['grant server without an address', { hub: { grants: 'no-address' } }, 'URL pending'],
    ['controller that does not look', { hub: { grants: 'unhandled' } }, 'no controller has looked at it yet'],
    ['token that is not taken', { edge: { redeems: false } }, 'the controller of the site has not taken it yet'],
    ['link that does not come up', { edge: { links: false } }, 'Not operational'],
  ])('for a %s names what is missing; once that is mended a second run links with one redemption', async (_, options, missing) => {
    const pair = pairOf(options);
    const { status, stderr } = await pair.link('--timeout', '3s');
    expect(status).toBe(1);
    const text = missing
      .replace('HUB', pair.hub)
      .replace('EDGE', pair.edge)
      .replace(/^waiting for /, '');
    expect(stderr).toContain('took more than 3 s');
    expect(stderr.slice(stderr.lastIndexOf('took more'))).toContain(text.slice(text.lastIndexOf(': ') + 1).trim());
    expect(stderr).toContain('mend: ');
    stage.controllers.hubs.set(pair.hub, {});
    stage.controllers.sites.set(pair.edge, {});
    expect(await pair.link()).toMatchObject({ status: 0 });
    expect({ redemptions: pair.redemptions, links: pair.links.length }).toEqual({ redemptions: 1, links: 1 });
  });

  it('for grants that are disabled comes at once, and a second run replaces the refused grant', async () => {
    const pair = pairOf({ hub: { grants: 'disabled' } });
    expect(await pair.link()).toMatchObject({ status: 1, stderr: said('AccessGrants are not enabled') });
    stage.controllers.hubs.set(pair.hub, {});
    expect(await pair.link()).toMatchObject({ status: 0 });
    expect(pair.redemptions).toBe(1);
  });

  it('for a grant that expired before its token was taken: a second run makes another', async () => {
    const pair = pairOf({ edge: { redeems: false } });
    expect(await pair.link('--expires', '1s', '--timeout', '3s')).toMatchObject({ status: 1 });
    stage.controllers.sites.set(pair.edge, {});
    expect(await pair.link()).toMatchObject({ status: 0, stderr: said('expired at') });
    expect(pair.redemptions).toBe(1);
  });

  it('for a token that is refused comes at once, and a second run makes another', async () => {
    const pair = pairOf({ edge: { redeems: false } });
    const running = pair.start('--expires', '2s');
    await running.printed('token handed over');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    stage.controllers.sites.set(pair.edge, {});
    expect(await running.ended).toMatchObject({ status: 1, stderr: said('the token was refused: Controller got failed response: 404') });
    expect(await pair.link()).toMatchObject({ status: 0 });
    expect(pair.redemptions).toBe(1);
  });

  it('for a grant that is used up, with the link gone: it is replaced, with the spent token', async () => {
    const pair = pairOf();
    await pair.link('--out', path.join(stage.folder, 'secrets'));
    stage.edgePlane.mustKubectl(['apply', '-f', path.join(stage.folder, 'secrets', pair.edge, `token-${pair.hub}.yaml`)]);
    await until(() => pair.redemptions === 1 && pair.links.length === 1);
    pair.inEdge('delete', 'links.skupper.io', '--all');
    expect(await pair.link()).toMatchObject({ status: 0, stderr: said('is used up') });
    expect(pair.redemptions).toBe(2);
  });

  it('for a link whose Secret is gone: it is made anew', async () => {
    const pair = pairOf();
    await pair.link();
    pair.inEdge('delete', 'secret', pair.hub);
    expect(await pair.link()).toMatchObject({ status: 0, stdout: said('is up\n') });
  });

  it('for a hub whose Site was created again: the link is replaced', async () => {
    const pair = pairOf();
    await pair.link();
    pair.inHub('delete', 'sites.skupper.io', pair.hub);
    // Creation times of objects are in whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    stage.hubPlane.mustKubectl(['apply', '--server-side', '-f', path.join(pair.dist, pair.hub, '20-skupper-site.yaml')]);
    await until(() => pair.inEdge('get', 'links.skupper.io', pair.hub, '-o', 'jsonpath={.status.status}') === 'Pending');
    expect(await pair.link()).toMatchObject({
      status: 0,
      stdout: said('is up\n'),
      stderr: said(`the Site of ${pair.hub} was created after the link: the link is replaced`),
    });
    expect({ redemptions: pair.redemptions, links: pair.links.length }).toEqual({ redemptions: 2, links: 1 });
  });

  it('for a token that waits while the Secret of a deleted link is there: the Secret is removed before the token is redeemed', async () => {
    const pair = pairOf();
    await pair.link();
    stage.controllers.sites.set(pair.edge, { redeems: false });
    pair.inEdge('delete', 'links.skupper.io', '--all');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const out = path.join(stage.folder, 'remains');
    await pair.link('--out', out);
    pair.inEdge('delete', 'accesstokens.skupper.io', '--all');
    stage.edgePlane.mustKubectl(['apply', '-f', path.join(out, pair.edge, `token-${pair.hub}.yaml`)]);
    const running = pair.start();
    await running.printed('token handed over');
    stage.controllers.sites.set(pair.edge, {});
    expect(await running.ended).toMatchObject({ status: 0, stdout: said('is up\n') });
    expect({ redemptions: pair.redemptions, links: pair.links.length }).toEqual({ redemptions: 2, links: 1 });
  });

  it('for a Secret of somebody else in the way spends no token', async () => {
    const pair = pairOf();
    pair.inEdge('create', 'secret', 'generic', pair.hub);
    expect(await pair.link()).toMatchObject({ status: 1, stderr: said(`the Secret ${pair.hub} in the namespace ${pair.edge}`) });
    expect(pair.redemptions).toBe(0);
    pair.inEdge('delete', 'secret', pair.hub);
    expect(await pair.link()).toMatchObject({ status: 0 });
    expect(pair.redemptions).toBe(1);
  });

  it('for a grant of somebody else that is dead does not delete it', async () => {
    const pair = pairOf({ hub: { grants: 'disabled' } });
    const grant = {
      apiVersion: 'skupper.io/v2alpha1',
      kind: 'AccessGrant',
      metadata: { name: `link-${pair.edge}` },
      spec: { redemptionsAllowed: 1 },
    };
    stage.hubPlane.mustKubectl(['-n', pair.hub, 'create', '-f', '-'], JSON.stringify(grant));
    await until(() => pair.inHub('get', 'accessgrants.skupper.io', '-o', 'jsonpath={.items[*].status.status}') === 'Error');
    expect(await pair.link()).toMatchObject({ status: 1, stderr: said('was not made by this command') });
  });

  it.each<[string, readonly string[], 1 | 2, string]>([
    [
      'context that there is not',
      ['--context', 'HUB=nowhere'],
      2,
      'the context nowhere for the site HUB is not there; the kubeconfig has: edges, hub',
    ],
    ['cluster that does not answer', ['--context', 'HUB=hub-gone'], 2, 'the cluster of the context hub-gone does not answer'],
    [
      'user whom nobody knows',
      ['--context', 'HUB=hub-stranger'],
      2,
      'the cluster of the context hub-stranger does not accept the credentials',
    ],
    ['user without permission', ['--context', 'HUB=hub-limited'], 2, 'no permission in the cluster of the context hub-limited'],
    [
      'context for a site that there is not',
      ['--context', 'HUBBUB=hub'],
      2,
      '--context names HUBBUB, which is neither a site nor a cluster',
    ],
    ['context of another cluster', ['--context', 'HUB=edges', '--timeout', '2s'], 1, 'it is not in the namespace HUB of the context edges'],
  ])('for a %s says so', async (_, args, status, text) => {
    const pair = pairOf();
    const filled = args.map((arg) => arg.replace('HUB', pair.hub));
    expect(await pair.link(...filled)).toMatchObject({ status, stdout: '', stderr: said(text.replaceAll('HUB', pair.hub)) });
    expect(await pair.link()).toMatchObject({ status: 0 });
  });

  it('for a namespace that holds another site comes at once', async () => {
    const [pair, other] = [pairOf(), pairOf()];
    const network = JSON.parse(readFileSync(path.join(pair.dist, 'network.json'), 'utf8')) as {
      readonly sites: { readonly name: string; readonly namespace: { name: string } }[];
    };
    for (const site of network.sites) if (site.name === pair.hub) site.namespace.name = other.hub;
    writeFileSync(path.join(pair.dist, 'network.json'), JSON.stringify(network));
    const { status, stderr } = await pair.link();
    expect(status).toBe(1);
    expect(stderr).toContain(`the namespace ${other.hub} of the context hub holds the Skupper site ${other.hub}, and not ${pair.hub}`);
  });

  it.each<[string, PairOptions, string]>([
    ['while it waits for the hub', { hub: { ready: false } }, 'waiting for the hub'],
    ['while it waits for the grant', { hub: { grants: 'no-address' } }, 'waiting for the grant'],
    ['while it waits for the token', { edge: { redeems: false } }, 'waiting for the redemption'],
    ['while it waits for the link', { edge: { links: false } }, 'waiting for the link'],
  ])('by Ctrl-C %s leaves nothing that a second run does not go on with', async (_, options, text) => {
    const pair = pairOf(options);
    const running = pair.start();
    await running.printed(text);
    running.interrupt();
    expect(await running.ended).toMatchObject({ status: 2, stderr: said('interrupted') });
    stage.controllers.hubs.set(pair.hub, {});
    stage.controllers.sites.set(pair.edge, {});
    expect(await pair.link()).toMatchObject({ status: 0 });
    expect({ redemptions: pair.redemptions, links: pair.links.length }).toEqual({ redemptions: 1, links: 1 });
  });
});
