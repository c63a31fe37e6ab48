import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { project, runBuilt } from '../command';
import { ROOT } from '../helpers';
import { objectsByFile } from './output';

/** The program of the original, as somebody has it who moved on: without its generation, and what goes with that. */
function moved(): string {
  const text = readFileSync(path.join(ROOT, 'examples', 'original', 'main.ts'), 'utf8');
  return text
    .replace("{ generation: 'legacy' }", '{ networkPolicies: false }')
    .replaceAll(/,? *legacy: \{ console, routerConsole: true \},?/g, '')
    .replace("SiteLink.token(hub, { request: 'skupper-site-requested-token' })", 'SiteLink.token(hub)')
    .replaceAll("'../../constructs'", "'./constructs'");
}

describe('the program of the original', () => {
  it('moves to the current generation by one prop, with collectors and application as they are', { tags: 'collector' }, () => {
    expect(moved()).not.toMatch(/generation:|legacy:|request:/);
    const folder = project(moved());
    const { status, stderr } = runBuilt(folder, 'synth');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const out = path.join(folder, 'dist');
    const [before, after] = [objectsByFile(path.join(ROOT, 'test', 'golden', 'original')), objectsByFile(out)];
    for (const file of ['private-cloud/30-otel-collector.yaml', 'private-cloud/40-trace-gen.yaml', 'public-cloud/10-otel-collector.yaml']) {
      expect([file, after[file]]).toEqual([file, before[file]]);
    }
    expect(Object.keys(after['public-cloud/10-interior.yaml'] ?? {})).toEqual(['Site public-site']);
    expect(Object.keys(after)).not.toContain('public-cloud/20-skupper-site-server-token.yaml');
  });
});
