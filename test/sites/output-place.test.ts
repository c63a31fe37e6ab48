import { existsSync } from 'node:fs';
import * as path from 'node:path';

import { Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  ArgoCd,
  CollectorPipeline,
  EdgeSite,
  PublicSite,
  TelemetryNetwork,
  debugExporter,
  otlpReceiver,
  setOutputFile,
  type SiteProps,
} from '../../constructs';
import { objectOf, readTree, rulesOf, tempDir } from '../helpers';

/** A hub with a collector, placed where a test says. */
function build(outdir: string, props: SiteProps = {}, file?: string): TelemetryNetwork {
  const app = new TelemetryNetwork({ outdir });
  const hub = new PublicSite(app, 'hub', props);
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  if (file !== undefined) setOutputFile(gateway, file);
  return app;
}

const network = (outdir: string): { readonly sites: readonly { readonly folder: string; readonly objects: readonly object[] }[] } =>
  JSON.parse(readTree(outdir)['network.json'] ?? '') as ReturnType<typeof network>;

describe('the place of a construct in the output', () => {
  it('is a file that was said, with objects in the order they are applied in', { tags: 'numbered-apply' }, () => {
    const outdir = tempDir();
    build(outdir, {}, '10-otel-collector.yaml').synth();
    const files = readTree(outdir);
    const text = files['hub/10-otel-collector.yaml'] ?? '';
    expect([...text.matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind)).toEqual(['ServiceAccount', 'OpenTelemetryCollector']);
    expect(text).toContain('argocd.argoproj.io/sync-wave: "30"');
    expect(Object.keys(files).filter((file) => file.includes('gateway'))).toEqual([]);
  });

  it('is a folder that the site says, for commands and Argo CD too', () => {
    const outdir = tempDir();
    const app = build(outdir, { folder: 'clusters/berlin' });
    new ArgoCd(app, 'argocd', { repository: 'https://git.example.com/telemetry.git' });
    app.synth();
    expect(Object.keys(readTree(outdir))).toContain('clusters/berlin/00-namespace.yaml');
    expect(network(outdir).sites[0]?.folder).toBe('clusters/berlin');
    expect(objectOf(app, 'Application').spec).toMatchObject({ source: { path: 'dist/clusters/berlin' } });
  });

  it('is named for each element of an ApplicationSet where it is not the name of the site', () => {
    const app = build(tempDir(), { folder: 'clusters/berlin' });
    new EdgeSite(app, 'edge');
    new ArgoCd(app, 'argocd', { repository: 'https://git.example.com/telemetry.git', applicationSet: true });
    expect(objectOf(app, 'ApplicationSet').spec).toMatchObject({
      generators: [{ list: { elements: [{ folder: 'edge' }, { folder: 'clusters/berlin' }] } }],
      template: { spec: { source: { path: 'dist/{{.folder}}' } } },
    });
  });

  it('is forgotten whole when it changes, with folders that nothing is in any more', () => {
    const outdir = tempDir();
    build(outdir, { folder: 'clusters/berlin' }).synth();
    build(outdir, { folder: 'sites/berlin' }).synth();
    expect(existsSync(path.join(outdir, 'clusters'))).toBe(false);
    expect(Object.keys(readTree(outdir))).toContain('sites/berlin/00-namespace.yaml');
  });

  it('leaves other sites alone where one of them is written by itself', () => {
    const outdir = tempDir();
    const fleet = (): TelemetryNetwork => {
      const app = build(outdir, { folder: 'clusters/berlin' });
      new EdgeSite(app, 'edge', { folder: 'clusters/paris' });
      return app;
    };
    fleet().synth();
    const before = readTree(outdir);
    fleet().synth({ sites: ['edge'] });
    expect(readTree(outdir)).toEqual(before);
  });

  it('outside of the folder of the site is none of its affair for commands', () => {
    const [inside, outside] = [tempDir(), tempDir()];
    build(inside).synth();
    build(outside, {}, 'apart/collectors/30-gateway.yaml').synth();
    expect(Object.keys(readTree(outside))).toContain('apart/collectors/30-gateway.yaml');
    const count = (outdir: string): number => network(outdir).sites[0]?.objects.length ?? 0;
    expect(count(outside)).toBe(count(inside) - 2);
  });

  it.each(['gateway.yaml', '10-gateway', '../10-gateway.yaml', '10-Gateway.yaml', '/10-gateway.yaml', 'a//10-gateway.yaml', ''])(
    'is no file %j',
    (file) => {
      expect(() => build(tempDir(), {}, file)).toThrow(/^\[hub\/gateway\] error argument at f/);
    },
  );

  it.each(['', '..', 'a/../b', '/a', 'a/', 'Berlin', 'a b'])('is no folder %j', (folder) => {
    expect(() => build(tempDir(), { folder })).toThrow('[hub] error argument at folder');
  });

  it.each([
    ['the same', 'a', 'a'],
    ['one in the other', 'a', 'a/b'],
    ['one around the other', 'a/b', 'a'],
  ])('of two sites is not %s', (_, first, second) => {
    const app = build(tempDir(), { folder: first });
    new EdgeSite(app, 'edge', { folder: second });
    expect(rulesOf(app.findings())).toEqual(['site/name-taken edge']);
  });

  it('of other charts is not in the folder of a site', () => {
    const app = build(tempDir());
    const chart = new Chart(app, 'settings');
    new ConfigMap(chart, 'settings', { data: { a: 'b' } });
    setOutputFile(chart, 'hub/settings/10-settings.yaml');
    expect(rulesOf(app.findings())).toEqual(['site/name-taken settings']);
  });
});
