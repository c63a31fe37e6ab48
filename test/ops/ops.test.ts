import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { EdgeSite, PublicSite, SiteLink, type Topology } from '../../constructs';
import type { ClusterClient } from '../../ops/cluster/cluster-client';
import { ClusterError, clusterError } from '../../ops/cluster/cluster-error';
import { conditionOf, messageOf, type KubeObject } from '../../ops/cluster/kube-object';
import { linkJobs } from '../../ops/link/link-job';
import { findLinks } from '../../ops/link/site-links';
import { readNetwork } from '../../ops/network-file';
import { inPool } from '../../ops/pool';
import { PrivateFiles } from '../../ops/private-files';
import { waitFor, type Patience } from '../../ops/wait';
import { network, tempDir } from '../helpers';

function objectOf(status: KubeObject['status'], generation = 1): KubeObject {
  return { apiVersion: 'skupper.io/v2alpha1', kind: 'Link', metadata: { name: 'hub', generation }, status };
}

/** Two hubs, one of whose names is that of the other with a number, and edges. */
function topology(): Topology {
  const app = network();
  const [hub, second] = [new PublicSite(app, 'hub'), new PublicSite(app, 'hub-1')];
  hub.addLink(SiteLink.token(second, { cost: 3 }));
  new EdgeSite(app, 'edge', { namespace: 'shop', links: [SiteLink.token(hub), SiteLink.token(second)] });
  new EdgeSite(app, 'plain', { links: [SiteLink.secret(hub, { secret: 'key', host: 'hub.example.com' })] });
  app.synth();
  return readNetwork(app.outdir);
}

describe('the links that a command makes', () => {
  it('are those by token, of all sites or of those that are named', () => {
    const all = linkJobs(topology(), []);
    expect(all.map(({ site, hub, cost }) => [site.name, hub.name, cost])).toEqual([
      ['edge', 'hub', undefined],
      ['edge', 'hub-1', undefined],
      ['hub', 'hub-1', 3],
    ]);
    expect(linkJobs(topology(), ['edge'])[0]).toMatchObject({ site: { namespace: 'shop' }, hub: { namespace: 'telemetry' } });
    expect(() => linkJobs(topology(), ['plain'])).toThrow('none of the sites plain links by a token');
    expect(() => linkJobs(topology(), ['edge', 'nobody'])).toThrow('the network has no site nobody');
  });

  it('are told from those to a hub that is named like the second router of another', async () => {
    const items = ['hub', 'hub-1', 'hub-2', 'other'].map((name) => ({ ...objectOf(undefined), metadata: { name } }));
    const client = { list: () => Promise.resolve(items) } as unknown as ClusterClient;
    const [first, second] = linkJobs(topology(), ['edge']);
    const names = async (job = first): Promise<readonly string[]> =>
      job === undefined ? [] : (await findLinks(client, job)).map(({ metadata }) => metadata.name);
    expect(await names(first)).toEqual(['hub', 'hub-2']);
    expect(await names(second)).toEqual(['hub-1']);
  });
});

describe('the status of an object', () => {
  it('counts for the object as it is now alone', () => {
    const condition = { type: 'Ready', status: 'True', observedGeneration: 1 };
    expect(conditionOf(objectOf({ conditions: [condition] }, 1), 'Ready')).toEqual(condition);
    expect(conditionOf(objectOf({ conditions: [condition] }, 2), 'Ready')).toBeUndefined();
    // Controllers that leave it out write 0.
    expect(conditionOf(objectOf({ conditions: [{ ...condition, observedGeneration: 0 }] }, 2), 'Ready')).toBeDefined();
  });

  it.each<[string, KubeObject['status']]>([
    ['no controller has looked at it yet', undefined],
    ['Error: secret not found', { status: 'Error', message: 'secret not found' }],
    [
      'Operational is not true (not connected)',
      { status: 'Pending', message: 'OK', conditions: [{ type: 'Operational', status: 'False', message: 'not connected' }] },
    ],
    ['Ready is not true (Pending)', { conditions: [{ type: 'Ready', status: 'Unknown', reason: 'Pending' }] }],
    ['Ready', { status: 'Ready', message: 'OK', conditions: [{ type: 'Ready', status: 'True' }] }],
  ])('says %j', (text, status) => {
    expect(messageOf(objectOf(status))).toBe(text);
  });
});

describe('an answer of a cluster that is no success', () => {
  const answer = (code: number, message: string): unknown =>
    Object.assign(new Error(`${message} and headers`), { code, body: JSON.stringify({ message }) });

  it('is told without what was sent, which may be a token', () => {
    const { message, fix } = clusterError('hub', 'create the AccessToken hub', answer(422, 'spec.code: Invalid value: "hunter2"'), false);
    expect(`${message} ${fix}`).not.toContain('hunter2');
    expect(message).toContain('the cluster of the context hub refused: create the AccessToken hub: status 422');
  });

  it('is told in the words of RBAC, and not of a webhook that forbids', () => {
    const rbac =
      'accesstokens.skupper.io is forbidden: User "dev" cannot create resource "accesstokens" in API group "skupper.io" in the namespace "telemetry"';
    expect(clusterError('hub', 'ask', answer(403, rbac), false).message).toContain(rbac);
    const webhook = 'admission webhook "policy" denied the request: code hunter2 is too short';
    expect(clusterError('hub', 'ask', answer(403, webhook), false).message).not.toContain('hunter2');
  });

  it.each([
    [401, 'unauthorized', 'does not accept the credentials'],
    [403, 'forbidden', 'no permission'],
    [404, 'unknown-kind', 'does not know the kind'],
    [409, 'conflict', 'status 409'],
    [500, 'unreachable', 'status 500'],
  ])('%i is %s', (code, fault, words) => {
    expect(clusterError('hub', 'ask', answer(code, 'said'), false)).toMatchObject({
      fault,
      message: expect.stringContaining(words) as string,
    });
  });

  it('is an error of the connection if there was none', () => {
    expect(clusterError('hub', 'ask', new Error('connect ECONNREFUSED'), true)).toMatchObject({
      fault: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });
});

describe('waiting', () => {
  const patience = (props: Partial<Patience> = {}): Patience => ({
    timeout: 600_000,
    signal: new AbortController().signal,
    tell: () => undefined,
    ...props,
  });
  const gone = new ClusterError('unreachable', 'no answer', 'wait');

  it('goes on over a cluster that does not answer for a while, and tells each thing once', async () => {
    const looks = [{ missing: 'a' }, { missing: 'a' }, gone, { missing: 'b' }, { found: 42 }];
    const told: string[] = [];
    const look = (): Promise<{ missing: string } | { found: number }> => {
      const next = looks.shift() ?? expect.fail();
      return next instanceof ClusterError ? Promise.reject(next) : Promise.resolve(next as { found: number });
    };
    expect(await waitFor('it', 'wait', patience({ tell: (line) => told.push(line) }), look)).toBe(42);
    expect(told).toEqual(['waiting for it: a', 'waiting for it: no answer', 'waiting for it: b']);
  });

  it('ends at once if the first request does not get through', async () => {
    await expect(waitFor('it', 'wait', patience(), () => Promise.reject(gone))).rejects.toBe(gone);
  });

  it('ends after its time with what is missing, as a finding', async () => {
    await expect(
      waitFor('it', 'do this', patience({ timeout: 50 }), () => Promise.resolve({ missing: 'the router' })),
    ).rejects.toMatchObject({
      outcome: 'finding',
      message: expect.stringContaining('the router') as string,
      fix: 'do this',
    });
  });

  it('ends when the user asks to', async () => {
    const controller = new AbortController();
    const waited = waitFor('it', 'wait', patience({ signal: controller.signal }), () => Promise.resolve({ missing: 'all' }));
    controller.abort();
    await expect(waited).rejects.toMatchObject({ name: 'Interruption' });
  });
});

describe('a file of secrets', () => {
  it('is read by its owner alone, ignored by git, and replaced as a whole', () => {
    const root = path.join(tempDir(), 'secrets');
    const files = new PrivateFiles(root);
    files.write('edge/token.yaml', 'one');
    expect(['', 'edge', 'edge/token.yaml'].map((name) => statSync(path.join(root, name)).mode & 0o777)).toEqual([0o700, 0o700, 0o600]);
    expect(readFileSync(path.join(root, '.gitignore'), 'utf8')).toBe('*\n');
    files.write('edge/token.yaml', 'two');
    expect(files.read('edge/token.yaml')).toBe('two');
    expect(readdirSync(path.join(root, 'edge'))).toEqual(['token.yaml']);
  });
});

describe('work in a pool', () => {
  it('is done some at a time, with the results in order', async () => {
    let [now, most] = [0, 0];
    const results = await inPool([5, 1, 4, 2, 3], 2, async (pause) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, pause * 3));
      now--;
      return pause * 10;
    });
    expect({ results, most }).toEqual({ results: [50, 10, 40, 20, 30], most: 2 });
  });
});
