import { statSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { ApiObject, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { EdgeSite, TelemetryNetwork, type Topology } from '../../constructs';
import { readTree, tempDir } from '../helpers';

/** Writes edges, and a chart beside them. */
function write(outdir: string, names: readonly string[], kustomization?: boolean, sites?: readonly string[]): Record<string, string> {
  const app = new TelemetryNetwork({ outdir, kustomization });
  for (const name of names) new EdgeSite(app, name);
  new ApiObject(new Chart(app, 'besides'), 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
  app.synth({ sites });
  return readTree(outdir);
}

const kustomizationsIn = (tree: Record<string, string>): string[] => Object.keys(tree).filter((file) => file.endsWith('Kustomization'));

describe('a Kustomization', () => {
  it('is in every folder if it is asked for, and lists the other files there in their order', () => {
    const tree = write(tempDir(), ['a', 'b'], true);
    expect(kustomizationsIn(tree).sort()).toEqual(['a/Kustomization', 'b/Kustomization', 'besides/Kustomization']);
    expect(parse(tree['a/Kustomization'] ?? '')).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: Object.keys(tree)
        .flatMap((file) => (/^a\/.*\.yaml$/.test(file) ? [file.slice(2)] : []))
        .sort(),
      sortOptions: { order: 'fifo' },
    });
    expect(kustomizationsIn(write(tempDir(), ['a']))).toEqual([]);
  });

  it('is not in the stream of manifests, which it is none of', () => {
    const app = new TelemetryNetwork({ outdir: tempDir(), kustomization: true });
    new EdgeSite(app, 'a');
    expect(app.synthYaml()).not.toContain('Kustomization');
  });

  it('is a file like the others: named in network.json, not touched while its bytes stay', () => {
    const outdir = tempDir();
    const tree = write(outdir, ['a', 'b'], true);
    expect((JSON.parse(tree['network.json'] ?? '') as Topology).files).toContain('a/Kustomization');
    const file = path.join(outdir, 'a', 'Kustomization');
    utimesSync(file, 1, 1);
    write(outdir, ['a', 'b'], true);
    expect(statSync(file).mtimeMs).toBe(1000);
  });

  it('goes with its site, and with the wish for it', () => {
    const outdir = tempDir();
    write(outdir, ['a', 'b'], true);
    const fewer = write(outdir, ['a'], true);
    expect(Object.keys(fewer).filter((file) => file.startsWith('b/'))).toEqual([]);
    expect(kustomizationsIn(write(outdir, ['a']))).toEqual([]);
  });

  it('of somebody else stays', () => {
    const outdir = tempDir();
    write(outdir, ['a']);
    writeFileSync(path.join(outdir, 'a', 'Kustomization'), 'mine');
    expect(write(outdir, ['a'])['a/Kustomization']).toBe('mine');
  });

  it('comes and goes with those sites alone that are written', () => {
    const outdir = tempDir();
    write(outdir, ['a', 'b']);
    const some = write(outdir, ['a', 'b'], true, ['a']);
    expect(kustomizationsIn(some).sort()).toEqual(['a/Kustomization', 'besides/Kustomization']);
    const all = write(outdir, ['a', 'b'], true);
    const again = write(outdir, ['a', 'b'], true, ['b']);
    expect(again).toEqual(all);
    expect(kustomizationsIn(write(outdir, ['a', 'b'], false, ['a']))).toContain('b/Kustomization');
  });
});
