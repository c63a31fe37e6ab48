import { App } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import { ArgoCd, Cluster, EdgeSite, type ArgoCdProps, type TelemetryNetwork } from '../../constructs';
import { network, tempDir } from '../helpers';

const repository = 'https://git.example.com/telemetry.git';

describe('wrong arguments of Argo CD', () => {
  const attempt =
    (props: Partial<ArgoCdProps>, id = 'argocd') =>
    (): unknown =>
      new ArgoCd(network(), id, { repository, ...props });

  it.each(['', 'telemetry', '/srv/git/telemetry', 'ftp://git.example.com/x', 'https://git.example.com', 'https://*', 'git@host', 'a b'])(
    'a repository that is no address: %j',
    (wrong) => {
      expect(attempt({ repository: wrong })).toThrow('[argocd] error argument at repository');
    },
  );

  it.each([
    'https://me:hunter2@git.example.com/x.git',
    'https://hunter2@git.example.com/x.git',
    'ssh://git:hunter2@git.example.com/x.git',
    'https://git.example.com/x.git?token=hunter2',
    'git:hunter2@git.example.com:x.git',
  ])('a repository with a password, which is not shown: %j', (wrong) => {
    expect(attempt({ repository: wrong })).toThrow('that may hold a password');
    expect(attempt({ repository: wrong })).not.toThrow('hunter2');
  });

  it.each([
    'https://git.example.com/telemetry',
    'http://git.example.com:8080/a/b.git',
    'ssh://git@git.example.com:2222/a/b.git',
    'git@github.com:example/telemetry.git',
    'example.com-me@git.example.com:~/telemetry',
  ])('take no offence at %j', (right) => {
    expect(attempt({ repository: right })).not.toThrow();
  });

  it.each([
    [{ revision: '' }, 'revision'],
    [{ revision: ' main' }, 'revision'],
    [{ revision: '{{.branch}}' }, 'revision'],
    [{ path: '' }, 'path'],
    [{ path: '/dist' }, 'path'],
    [{ path: '../dist' }, 'path'],
    [{ path: 'a//b' }, 'path'],
    [{ path: 'dist/' }, 'path'],
    [{ path: 'C:\\dist' }, 'path'],
    [{ namespace: 'Argo' }, 'namespace'],
    [{ project: 'a b' }, 'project'],
    [{ project: 'default' }, 'project'],
  ])('%j', (props, location) => {
    expect(attempt(props)).toThrow(`[argocd] error argument at ${location}`);
  });

  it('a name that is taken, or is no folder', () => {
    expect(attempt({}, 'Argo')).toThrow('[Argo] error argument at id');
    const app = network();
    new EdgeSite(app, 'argocd');
    expect(() => new ArgoCd(app, 'argocd', { repository })).toThrow('there is a site or construct "argocd" already');
  });

  it('an app that writes no folder for each site', () => {
    for (const app of [new App({ outdir: tempDir() }), new EdgeSite(network(), 'edge')]) {
      const wrong = app as unknown as TelemetryNetwork;
      expect(() => new ArgoCd(wrong, 'argocd', { repository })).toThrow('has to be a TelemetryNetwork');
    }
  });

  it.each([
    {},
    { name: '' },
    { name: 'a*' },
    { name: '!a' },
    { server: 'kubernetes.default.svc' },
    { server: 'https://me:hunter2@host' },
    { name: 'a', server: 'https://host' },
  ])('a cluster that Argo CD cannot know: %j', (argocd) => {
    const wrong = argocd as { name: string };
    expect(() => new Cluster('berlin', { argocd: wrong })).toThrow('[Cluster berlin] error argument at argocd');
    expect(() => new Cluster('berlin', { argocd: wrong })).not.toThrow('hunter2');
  });
});
