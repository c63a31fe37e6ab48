import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readTree, ROOT } from '../helpers';

const MEGABYTE = 1_000_000;
const project = path.join(os.tmpdir(), `package-test-${process.pid}`);
const run = (cwd: string, command: string, args: readonly string[]): string =>
  execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CDK8S_OUTDIR: undefined },
  });

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}
let packed: Packed;
let tarball: string;

beforeAll(() => {
  mkdirSync(project, { recursive: true });
  const out = run(ROOT, 'npm', ['pack', '--json', '--silent', '--pack-destination', project]);
  packed = (JSON.parse(out.slice(out.indexOf('[\n'))) as [Packed])[0];
  tarball = path.join(project, packed.filename);
  writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
  run(project, 'npm', ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball]);
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

describe('the packed package', () => {
  it('is below one megabyte and holds the library alone', () => {
    expect(packed.size).toBeLessThan(MEGABYTE);
    const strange = packed.files
      .map((file) => file.path)
      .filter((file) => !/^(lib\/(constructs|imports|cli)\/|package\.json|README\.md|LICENSE|CHANGELOG\.md)/.test(file));
    expect(strange).toEqual([]);
  });

  it('passes publint and arethetypeswrong', () => {
    expect(run(ROOT, 'node_modules/.bin/publint', [tarball, '--strict'])).toContain('All good!');
    // Fails by its exit code.
    run(ROOT, 'node_modules/.bin/attw', [tarball, '--profile', 'node16', '--no-color']);
  });

  const readme = readFileSync(path.join(ROOT, 'main.ts'), 'utf8').replace("'./constructs'", "'cdk8s-otel-skupper'");
  const commonjs = readme.replace(/^import \{([^}]*)\} from (.*);$/m, 'const {$1} = require($2);');

  it.each([
    ['require', 'main.cjs', commonjs],
    ['import', 'main.mjs', readme],
  ])('is installed into an empty project and synthesizes there, by %s', (_, file, program) => {
    writeFileSync(path.join(project, file), program);
    const out = path.join(project, `dist-${file}`);
    execFileSync(process.execPath, [file], { cwd: project, env: { ...process.env, CDK8S_OUTDIR: out } });
    expect(readTree(out)).toEqual(readTree(path.join(ROOT, 'dist')));
  });

  it('brings its command, which runs programs of either kind', () => {
    writeFileSync(path.join(project, 'main.mjs'), readme);
    const bin = path.join(project, 'node_modules', '.bin', 'otel-skupper');
    expect(JSON.parse(run(project, bin, ['synth', 'main.mjs', '--json']))).toEqual({ findings: [] });
    expect(run(project, bin, ['--help'])).toContain('synth [PROGRAM]');
  });

  it('has types that compile in a strict project, and refuse there what the sources refuse', () => {
    const program = `${readme}\nimport { Site } from 'cdk8s-otel-skupper/imports/skupper.io';\nexport const raw: typeof Site = Site;\n`;
    writeFileSync(path.join(project, 'main.ts'), program);
    const broken = path.join(ROOT, 'test', 'broken');
    const expected = readdirSync(broken)
      .filter((file) => file.endsWith('.uncompilable.ts'))
      .flatMap((file) => {
        const source = readFileSync(path.join(broken, file), 'utf8').replace("'../../constructs'", "'cdk8s-otel-skupper'");
        writeFileSync(path.join(project, file), source);
        return [...source.matchAll(/^\/\/ error: (TS\d+)/gm)].map(([, code = '']) => `${file} ${code}`);
      });
    const options = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--ignoreConfig',
      '--pretty',
      'false',
      '--module',
      'nodenext',
      '--target',
      'es2022',
    ];
    const types = ['--types', 'node', '--typeRoots', path.join(ROOT, 'node_modules', '@types')];
    const files = readdirSync(project).filter((file) => file.endsWith('.ts'));
    const { stdout } = spawnSync(path.join(ROOT, 'node_modules', '.bin', 'tsc'), [...options, ...types, ...files], {
      cwd: project,
      encoding: 'utf8',
    });
    const errors = [...stdout.matchAll(/^([\w.-]+)\(.*?: error (TS\d+)/gm)].map(([, file = '', code = '']) => `${file} ${code}`);
    expect(errors.sort()).toEqual(expected.sort());
  });

  it('loads neither cdk8s-plus nor the schemas before they are needed', () => {
    const list = `require('cdk8s-otel-skupper'); console.log(Object.keys(require.cache).filter((f) => /cdk8s-plus|validators.[a-z.]+_/.test(f)).join())`;
    expect(run(project, process.execPath, ['-e', list]).trim()).toBe('');
  });
});
