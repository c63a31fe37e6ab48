import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { RULES } from '../../constructs/synth/rule-table';
import { readTree, ROOT } from '../helpers';
import { expectations, uncompilable } from '../uncompilable';

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
  it('is below one megabyte and holds the library and the pages of its rules alone', () => {
    expect(packed.size).toBeLessThan(MEGABYTE);
    const files = packed.files.map((file) => file.path);
    const own = /^(lib\/(constructs|imports|cli)\/|docs\/.*\.md$|package\.json$|README\.md$|LICENSE$|(CHANGELOG|SECURITY)\.md$)/;
    expect(files.filter((file) => !own.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(Object.keys(RULES).map((rule) => `docs/rules/${rule}.md`)));
  });

  it('runs nothing when it is installed, nor does anything that it needs', () => {
    const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly peer?: boolean; readonly hasInstallScript?: boolean }>>;
    };
    const runs = Object.entries(lock.packages).filter(([, { hasInstallScript = false }]) => hasInstallScript);
    expect(runs.filter(([, { dev = false, peer = false }]) => !dev && !peer)).toEqual([]);
    const { scripts } = JSON.parse(readFileSync(path.join(project, 'node_modules', 'cdk8s-otel-skupper', 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
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
    expect(run(project, bin, ['--help'])).toContain('[PROGRAM]');
  });

  it('has types that compile in a strict project, and refuse there what the sources refuse', () => {
    const program = `${readme}\nimport { Site } from 'cdk8s-otel-skupper/imports/skupper.io';\nexport const raw: typeof Site = Site;\n`;
    writeFileSync(path.join(project, 'main.ts'), program);
    const expected = ['broken', 'types'].flatMap((name) => {
      const folder = path.join(ROOT, 'test', name);
      return uncompilable(folder).flatMap((file) => {
        const source = readFileSync(path.join(folder, file), 'utf8').replace("'../../constructs'", "'cdk8s-otel-skupper'");
        const copy = `${name}-${file}`;
        writeFileSync(path.join(project, copy), source);
        return expectations(source, 'error').map((error) => `${copy} ${error.slice(0, 'TSxxxx'.length)}`);
      });
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

  it('loads neither cdk8s-plus nor a schema before it is needed, and then no other', () => {
    const loaded = (program: string): string => {
      const list = `Object.keys(require.cache).filter((file) => /cdk8s-plus|imports.(otelcol.)?validators.(?!index\\.js$)/.test(file))`;
      return run(project, process.execPath, [
        '-e',
        `const api = require('cdk8s-otel-skupper'); ${program}; console.log(${list}.join())`,
      ]).trim();
    };
    expect(loaded('')).toBe('');
    const collector = loaded(`const network = new api.TelemetryNetwork();
      new api.CollectorPipeline(new api.PublicSite(network, 'hub'), 'gateway').traces().receive(api.otlpReceiver()).export(api.debugExporter());
      network.findings()`);
    expect(collector).toMatch(/otelcol.validators.exporter_debug\.js/);
    expect(collector).not.toMatch(/exporter_zipkin|jaegertracing|cdk8s-plus/);
  });
});
