import { readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { VERSIONS } from '../../imports/versions';
import { printedByCommands } from './command';
import { LegacyPair, LegacyStage, type LegacyPairOptions } from './legacy-pair';

let stage: LegacyStage;
const pairOf = (options?: LegacyPairOptions): LegacyPair => new LegacyPair(stage, options);
const said = (text: string): string => expect.stringContaining(text) as string;

beforeAll(async () => {
  stage = await LegacyStage.start();
});
afterAll(async () => {
  await stage.stop();
});
afterEach(() => {
  const printed = printedByCommands.join('');
  expect([...stage.controllers.secrets].filter((secret) => printed.includes(secret))).toEqual([]);
});

/** kubectl's own waiting would keep what plays the controllers, in this process, from running. */
async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 100) throw new Error('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('otel-skupper link between sites of Skupper v1', { tags: 'token-script' }, () => {
  it('hands over what is filled in on the hub and nothing else of it, and leaves the link alone when it runs again', async () => {
    const pair = pairOf();
    expect(await pair.link()).toMatchObject({ status: 0, stdout: `${pair.edge} → ${pair.hub}: is up\n` });
    const token = pair.token();
    expect(token).toMatchObject({ type: 'Opaque' });
    expect(token.metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'otel-skupper', 'skupper.io/type': 'connection-token' });
    expect(token.metadata.annotations).toEqual({
      'edge-host': '203.0.113.1',
      'edge-port': '45671',
      'inter-router-host': '203.0.113.1',
      'inter-router-port': '55671',
      'skupper.io/generated-by': pair.inHub('get', 'configmap', 'skupper-site', '-o', 'jsonpath={.metadata.uid}'),
      'skupper.io/site-version': VERSIONS.skupperV1,
    });
    expect(Object.keys(token.data).sort()).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
    expect(await pair.link()).toMatchObject({ status: 0, stdout: `${pair.edge} → ${pair.hub}: is up, and was there\n` });
    expect([pair.issued, pair.token().metadata.uid]).toEqual([1, token.metadata.uid]);
  });

  it('leaves a link alone whose request was applied once more', async () => {
    const pair = pairOf();
    await pair.link();
    const { uid } = pair.token().metadata;
    pair.applyHub();
    expect(await pair.link()).toMatchObject({ status: 0, stdout: said('was there') });
    await until(() => pair.issued === 2);
    expect(await pair.link()).toMatchObject({ status: 0, stdout: said('was there') });
    expect(pair.token().metadata.uid).toBe(uid);
  });

  it('links a hub to a hub, at the cost that was said', async () => {
    const pair = pairOf({ cost: 7 });
    expect(await pair.link()).toMatchObject({ status: 0 });
    expect(pair.token().metadata.annotations['skupper.io/cost']).toBe('7');
  });

  it('asks for a token where the manifests of the hub did not', async () => {
    const pair = pairOf();
    pair.inHub('delete', 'secret', pair.request);
    expect(await pair.link()).toMatchObject({ status: 0, stdout: said('is up\n') });
  });

  it('links sites that share a request, at once and by one token', async () => {
    const pair = pairOf({ shared: { request: 'shared', edges: 6 } });
    const { status, stdout } = await pair.link();
    expect({ status, lines: stdout.trim().split('\n').length, issued: pair.issued }).toEqual({ status: 0, lines: 6, issued: 1 });
    expect(new Set(pair.names.map((name) => pair.token(name).data['tls.crt'])).size).toBe(1);
    const before = pair.token().data['tls.crt'];
    expect(await pair.link('--renew')).toMatchObject({ status: 0 });
    expect(pair.names.map((name) => pair.token(name).data['tls.crt'])).not.toContain(before);
  });

  it('writes the token to a file that nobody else reads, and leaves one alone that is still good', async () => {
    const pair = pairOf();
    const out = path.join(stage.folder, 'secrets');
    expect(await pair.link('--out', out)).toMatchObject({ status: 0, stdout: said('written to') });
    const file = path.join(out, pair.edge, `token-${pair.hub}.yaml`);
    expect([statSync(file).mode & 0o777, statSync(path.dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
    const text = readFileSync(file, 'utf8');
    expect(await pair.link('--out', out)).toMatchObject({ status: 0, stdout: said('is still good') });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(pair.inEdge('get', 'secrets', '-o', 'name')).toBe('');
    stage.edgePlane.mustKubectl(['apply', '-f', file]);
    expect(await pair.link()).toMatchObject({ status: 0, stdout: said('was there') });
    expect(await pair.link('--out', out, '--renew')).toMatchObject({ status: 0, stdout: said('written to') });
    expect(readFileSync(file, 'utf8')).not.toBe(text);
  });

  it('replaces the token of a hub that was made anew, and says so', async () => {
    const pair = pairOf();
    const out = path.join(stage.folder, 'secrets');
    await pair.link();
    await pair.link('--out', out);
    const before = pair.token();
    pair.inHub('delete', 'configmap', 'skupper-site');
    stage.controllers.sites.set(pair.hub, { collected: false });
    pair.applyHub(['20-skupper-site.yaml']);
    expect(await pair.link('--timeout', '3s')).toMatchObject({ status: 1, stderr: said('its router is still that of the site before') });
    stage.controllers.sites.set(pair.hub, {});
    const { status, stdout, stderr } = await pair.link();
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${pair.edge} → ${pair.hub}: is up\n` });
    expect(stderr).toContain('replacing the token of an earlier run: it is from a site that the hub was before: it was made anew');
    expect(pair.token().metadata.uid).not.toBe(before.metadata.uid);
    expect(await pair.link('--out', out)).toMatchObject({ status: 0, stdout: said('written to') });
  });

  it('asks for the token anew with --renew, and replaces it', async () => {
    const pair = pairOf();
    await pair.link();
    const before = pair.token();
    expect(await pair.link('--renew')).toMatchObject({ status: 0, stdout: said('is up\n') });
    expect(pair.issued).toBe(2);
    expect(pair.token().data['tls.crt']).not.toBe(before.data['tls.crt']);
  });

  it('waits for the address of the load balancer, which makes a token without it useless', async () => {
    const pair = pairOf({ hub: { address: false } });
    const running = pair.start();
    await running.printed('the hub has no address yet (edge-host is empty)');
    stage.controllers.sites.set(pair.hub, {});
    expect(await running.ended).toMatchObject({ status: 0, stdout: said('is up\n') });
    expect(pair.token().metadata.annotations['edge-host']).toBe('203.0.113.1');
  });

  it('is content where routers do not tell what they see, and says so', async () => {
    const pair = pairOf({ edge: { tells: false } });
    expect(await pair.link('--timeout', '4s')).toMatchObject({ status: 0, stdout: said('has its token; whether it is up cannot be seen') });
    expect(pair.token().type).toBe('Opaque');
  });
});

describe('a failure of otel-skupper link between sites of Skupper v1', { tags: 'token-script' }, () => {
  const BROKEN: readonly (readonly [string, LegacyPairOptions, string, string])[] = [
    ['hub that does not run', { hub: { ready: false } }, 'waiting for the hub', 'its router does not run'],
    ['site that does not run', { edge: { ready: false } }, 'waiting for the site', 'its router does not run'],
    ['controller that does not answer', { hub: { answers: false } }, 'waiting for the token', 'Skupper has not filled it in yet'],
    ['hub without an address', { hub: { address: false } }, 'waiting for the token', 'the hub has no address yet'],
    ['link that does not come up', { edge: { links: false } }, 'waiting for the link', 'the router does not see'],
  ];

  it.each(BROKEN)('for a %s names what is missing; once that is mended a second run links', async (_, options, __, missing) => {
    const pair = pairOf(options);
    const { status, stderr } = await pair.link('--timeout', '3s');
    expect(status).toBe(1);
    expect(stderr.slice(stderr.lastIndexOf('took more than 3 s'))).toContain(missing);
    expect(stderr).toContain('mend: ');
    stage.controllers.sites.set(pair.hub, {}).set(pair.edge, {});
    expect(await pair.link()).toMatchObject({ status: 0 });
  });

  it.each(BROKEN)('by Ctrl-C at a %s leaves nothing that a second run does not go on with', async (_, options, waiting) => {
    const pair = pairOf(options);
    const running = pair.start();
    await running.printed(waiting);
    running.interrupt();
    expect(await running.ended).toMatchObject({ status: 2, stderr: said('interrupted') });
    stage.controllers.sites.set(pair.hub, {}).set(pair.edge, {});
    expect(await pair.link()).toMatchObject({ status: 0 });
  });

  it('for --direct says that there is no grant server to go past', async () => {
    const pair = pairOf();
    expect(await pair.link('--direct')).toMatchObject({ status: 2, stdout: '', stderr: said('Skupper v1 has none') });
    expect(pair.inEdge('get', 'secrets', '-o', 'name')).toBe('');
  });

  it('for Secrets of somebody else in the way leaves them alone', async () => {
    const pair = pairOf();
    pair.inEdge('create', 'secret', 'generic', pair.hub);
    expect(await pair.link()).toMatchObject({ status: 1, stderr: said(`the Secret ${pair.hub} in the namespace ${pair.edge}`) });
    pair.inEdge('delete', 'secret', pair.hub);
    pair.inHub('delete', 'secret', pair.request);
    pair.inHub('create', 'secret', 'generic', pair.request);
    expect(await pair.link()).toMatchObject({ status: 1, stderr: said(`the Secret ${pair.request} in the namespace ${pair.hub}`) });
    pair.inHub('delete', 'secret', pair.request);
    expect(await pair.link()).toMatchObject({ status: 0 });
  });

  it('for a hub in whose place an edge is, or another site, says so', async () => {
    const pair = pairOf();
    const change = (data: object): string =>
      pair.inHub('patch', 'configmap', 'skupper-site', '--type=merge', '-p', JSON.stringify({ data }));
    change({ edge: 'true' });
    expect(await pair.link()).toMatchObject({ status: 1, stderr: said('is an edge, which accepts no links') });
    change({ edge: 'false', name: 'other' });
    expect(await pair.link()).toMatchObject({ status: 1, stderr: said(`holds the Skupper site other, and not ${pair.hub}`) });
  });
});
