import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { planSites, type SitePlan } from '../../../ops/apply/site-plan';
import { readNetwork } from '../../../ops/network-file';
import { exampleOutput } from '../../example-output';
import { ROOT } from '../../root';

const folder = mkdtempSync(path.join(os.tmpdir(), 'site-plan-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function plans(outdir: string): Promise<readonly SitePlan[]> {
  const topology = readNetwork(outdir);
  return planSites(topology, topology.sites, outdir);
}

describe('what is applied', () => {
  it('is the bootstrap by OLM, then the site, in the order of files', async () => {
    const original = await exampleOutput('original');
    const [, hub] = await plans(original);
    const files = hub?.stages.map((objects) => [...new Set(objects.map(({ file }) => path.relative(original, file)))]);
    expect(files).toEqual([
      [
        'bootstrap/olm/20-skupper-source.yaml',
        'bootstrap/operators/00-cert-manager.yaml',
        'bootstrap/operators/10-jaeger.yaml',
        'bootstrap/operators/10-opentelemetry-operator.yaml',
        'bootstrap/operators/10-skupper.yaml',
      ],
      [
        'public-cloud/00-ns.yaml',
        'public-cloud/10-interior.yaml',
        'public-cloud/10-jaeger-all-in-one.yaml',
        'public-cloud/10-otel-collector.yaml',
        'public-cloud/20-skupper-site-server-token.yaml',
        'public-cloud/50-connector-otel-liked-collector.yaml',
      ],
    ]);
    expect(hub?.comingGroups).toEqual(new Set(['cert-manager.io', 'jaegertracing.io', 'opentelemetry.io']));
  });

  it('is no bootstrap that is for the cluster of Argo CD', async () => {
    const output = await exampleOutput('bootstrap');
    const found = await plans(output);
    const byArgoCd = found.filter(({ site }) => site.bootstrap?.by === 'argocd');
    expect(byArgoCd).not.toEqual([]);
    for (const { site, stages, elsewhere } of byArgoCd) {
      expect({ stages: stages.length, elsewhere }).toEqual({
        stages: 1,
        elsewhere: site.bootstrap?.folders.map((own) => path.join(output, own)),
      });
    }
  });

  it('is no Kustomization, and nothing of Argo CD', async () => {
    const kinds = (await plans(await exampleOutput('argo-cd'))).flatMap(({ stages }) => stages.flat().map(({ object }) => object.kind));
    expect(kinds).not.toEqual([]);
    expect(kinds).not.toContain('Kustomization');
    expect(kinds).not.toContain('Application');
  });

  it('is nothing if an object is not in the files', async () => {
    const broken = path.join(folder, 'broken');
    cpSync(path.join(ROOT, 'dist'), broken, { recursive: true });
    cpSync(path.join(broken, 'edge', '00-namespace.yaml'), path.join(broken, 'edge', '40-myapp.yaml'));
    await expect(plans(broken)).rejects.toThrow('has the Deployment myapp in the namespace telemetry, which network.json names');
  });
});
