import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import * as ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { RULES } from '../../constructs/rules';
import { compile, expectErrors, uncompilable, type Programs } from '../compile';
import { readTree, ROOT } from '../helpers';
import { fenced, PAGES } from '../pages';

const MEGABYTE = 1_000_000;
const LARGEST = 1.2 * MEGABYTE;
const NAME = 'cdk8s-otel-skupper';
const project = path.join(os.tmpdir(), `package-test-${process.pid}`);
const modules = path.join(project, 'node_modules');
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
interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
}
let packed: Packed;
let tarball: string;
let manifest: Manifest;

/** Installs the tarball as npm does, but with the dependencies that are here already. `.ci/run` installs it with npm. */
function install(): void {
  const folder = path.join(modules, NAME);
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  mkdirSync(folder);
  run(project, 'tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
  manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  }
  for (const [name, file] of Object.entries(manifest.bin)) symlinkSync(path.join(folder, file), path.join(modules, '.bin', name));
}

beforeAll(() => {
  mkdirSync(project, { recursive: true });
  const out = run(ROOT, 'npm', ['pack', '--json', '--silent', '--pack-destination', project]);
  packed = (JSON.parse(out.slice(out.indexOf('[\n'))) as [Packed])[0];
  tarball = path.join(project, packed.filename);
  writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
  install();
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** The programs of the documentation, and one with a generated class. */
const documented: Programs = Object.fromEntries([
  ...PAGES.flatMap((page) =>
    fenced(readFileSync(path.join(ROOT, page), 'utf8')).map((program, i) => [
      path.join(project, `${page.replaceAll('/', '-')}-${String(i)}.ts`),
      program,
    ]),
  ),
  [path.join(project, 'generated-class.ts'), `import { Site } from '${NAME}/imports/skupper.io';\nexport const raw: typeof Site = Site;\n`],
]) as Programs;

/** Where a program of this project is compiled with the package. */
function placeOf(file: string): string {
  return path.join(project, `${path.basename(path.dirname(file))}-${path.basename(file)}`);
}

/** A program of this project as somebody has it who installed the package. */
function installed(text: string): string {
  return text.replace("'../../constructs'", `'${NAME}'`);
}

describe('the packed package', () => {
  it('is below 1.2 megabytes and holds the library and the pages of its rules alone', () => {
    expect(packed.size).toBeLessThan(LARGEST);
    const files = packed.files.map((file) => file.path);
    const own = /^(lib\/(constructs|imports|cli)\/|docs\/.*\.md$|package\.json$|README\.md$|LICENSE$|(CHANGELOG|SECURITY)\.md$)/;
    expect(files.filter((file) => !own.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(RULES.map(({ id }) => `docs/rules/${id}.md`)));
  });

  it('runs nothing when it is installed, nor does anything that it needs', () => {
    const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly peer?: boolean; readonly hasInstallScript?: boolean }>>;
    };
    const runs = Object.entries(lock.packages).filter(([, { hasInstallScript = false }]) => hasInstallScript);
    expect(runs.filter(([, { dev = false, peer = false }]) => !dev && !peer)).toEqual([]);
    expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  });

  it('exports each module with its types', () => {
    const files = new Set(packed.files.map((file) => `./${file.path}`));
    for (const [name, target] of Object.entries(manifest.exports)) {
      if (name === './package.json') expect(target).toBe(name);
      else {
        const file = name === '.' ? './lib/constructs/index' : name.replace(/^\./, './lib');
        expect([name, target]).toEqual([name, { types: `${file}.d.ts`, default: `${file}.js` }]);
        expect([...files]).toEqual(expect.arrayContaining([`${file}.d.ts`, `${file}.js`]));
      }
    }
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
    const bin = path.join(modules, '.bin', 'otel-skupper');
    expect(JSON.parse(run(project, bin, ['synth', 'main.mjs', '--json']))).toEqual({ findings: [] });
    expect(run(project, bin, ['--help'])).toContain('[PROGRAM]');
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

describe('in a strict project', () => {
  const broken = Object.entries(uncompilable());
  let errors: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => {
    const programs: Programs = { ...documented, ...Object.fromEntries(broken.map(([file, text]) => [placeOf(file), installed(text)])) };
    // Together, since most of the time goes into reading types.
    errors = compile(programs, {
      noEmit: true,
      strict: true,
      noUnusedLocals: true,
      skipLibCheck: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ['node'],
      typeRoots: [path.join(ROOT, 'node_modules', '@types')],
    });
  });

  it.each(Object.keys(documented).map((file) => [path.basename(file), file]))('the program %s of the documentation compiles', (_, file) => {
    expect(errors.get(file)).toEqual([]);
  });

  it.each(broken.map(([file, text]) => [path.relative(path.join(ROOT, 'test'), file), file, text]))(
    'the types refuse %s',
    (_, file, text) => {
      expectErrors(text, errors.get(placeOf(file)));
    },
  );
});
