import { cpSync, readdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { exampleOutput } from '../example-output';
import { readTree } from '../helpers';

/**
 * Examples whose whole output is beside this file, for review. `npm run golden` rewrites it. Each shows many kinds of objects. The tests in
 * test/examples/ check the other examples.
 */
const WHOLE = ['all-signals', 'argo-cd', 'bootstrap-openshift', 'original'];

describe('the whole output of an example', () => {
  it.each(WHOLE)('%s is the committed one', async (name) => {
    const [golden, output] = [path.join(__dirname, name), await exampleOutput(name)];
    if (process.env['GOLDEN'] === 'update') {
      rmSync(golden, { recursive: true, force: true });
      cpSync(output, golden, { recursive: true });
    }
    expect(readTree(output)).toEqual(readTree(golden));
  });

  it('is committed for no other example', () => {
    const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(WHOLE);
  });
});
