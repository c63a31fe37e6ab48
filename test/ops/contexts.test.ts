import { writeFileSync } from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { EdgeSite, PublicSite, SiteLink } from '../../constructs';
import { Contexts } from '../../ops/cluster/contexts';
import { knownContexts } from '../../ops/known-contexts';
import { readNetwork } from '../../ops/network-file';
import { network, tempDir } from '../helpers';

/** A server that answers as proxies, login pages and API servers do, by the first part of the path. */
const server = http.createServer(({ url = '' }, response) => {
  if (url === '/api-server/version') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ gitVersion: 'v1.34.1' }));
  } else if (url.startsWith('/login')) response.writeHead(200, { 'content-type': 'application/json' }).end('{"page":"login"}');
  else response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
});

/** A kubeconfig with a context for each kind of server. */
function kubeconfig(): string {
  const { port } = server.address() as AddressInfo;
  const names = ['api-server', 'login', 'nothing'];
  const file = path.join(tempDir(), 'kubeconfig');
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: names.map((name) => ({
        name,
        cluster: { server: `http://127.0.0.1:${String(port)}/${name}`, 'insecure-skip-tls-verify': true },
      })),
      users: [{ name: 'user', user: {} }],
      contexts: names.map((name) => ({ name, context: { cluster: name, user: 'user' } })),
      'current-context': 'nothing',
    }),
  );
  return file;
}

describe('the context of a site', () => {
  const contexts = (named: Readonly<Record<string, string>> = {}): Contexts =>
    new Contexts({ contexts: new Map(Object.entries(named)), kubeconfig: kubeconfig() }, new AbortController().signal);
  const site = (name: string, cluster = name): { name: string; cluster: { name: string } } => ({ name, cluster: { name: cluster } });

  it('is the one that was named for it or its cluster, or else has the name of one of them', async () => {
    const found = async (of: ReturnType<typeof site>, named?: Readonly<Record<string, string>>): Promise<string> =>
      (await contexts(named).clientOf(of)).context;
    expect(await found(site('api-server'))).toBe('api-server');
    expect(await found(site('edge', 'api-server'))).toBe('api-server');
    expect(await found(site('edge'), { edge: 'api-server' })).toBe('api-server');
    expect(await found(site('edge', 'berlin'), { berlin: 'api-server' })).toBe('api-server');
    await expect(found(site('edge'))).rejects.toThrow(
      'no context is known for the site edge; the kubeconfig has: api-server, login, nothing',
    );
  });

  it.each(['login', 'nothing'])('is refused where a server that is no Kubernetes API answers: %s', async (name) => {
    await expect(contexts().clientOf(site(name))).rejects.toMatchObject({
      outcome: 'failure',
      message: `the server of the context ${name} is no Kubernetes API`,
    });
  });

  it('is refused if it is for no site, cluster or hub of the network', () => {
    const app = network();
    const hub = PublicSite.fromAttributes({
      ...new PublicSite(app, 'hub').attributes,
      name: 'far',
      network: ['far'],
      cluster: { name: 'away' },
    });
    new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    app.synth();
    const topology = readNetwork(app.outdir);
    const named = new Map(['hub', 'edge', 'far', 'away'].map((name) => [name, 'x']));
    expect(knownContexts(topology, named)).toBe(named);
    expect(() => knownContexts(topology, new Map([['egde', 'x']]))).toThrow('--context names egde, which is neither a site nor a cluster');
  });
});
