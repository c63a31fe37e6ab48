import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { ROOT } from '../root';

const TOOLS = path.join(__dirname, 'tools');
const CACHE = path.join(ROOT, '.cache', 'programs');

/** Where a program is built from. */
interface ProgramSource {
  /** Folder below `tools/`. */
  readonly folder: string;
  readonly package: string;
  /** What the makers' own build sets. @default - nothing */
  readonly ldflags?: string;
  /** The components of a collector, a file below `tools/`: the package is the builder of it. @default - none: the package is the program */
  readonly components?: string;
}

/** What collectors are made by. */
const BUILDER = { folder: 'builder', package: 'go.opentelemetry.io/collector/cmd/builder' } as const;
const OPERATOR = 'github.com/jaegertracing/jaeger-operator';
const OPEN_TELEMETRY_OPERATOR = 'github.com/open-telemetry/opentelemetry-operator';

/** The real programs, all built from Go modules that are pinned below `tools/`. */
export const PROGRAMS = {
  etcd: { folder: 'etcd', package: 'go.etcd.io/etcd/server/v3' },
  'kube-apiserver': { folder: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-apiserver' },
  kubectl: { folder: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kubectl' },
  jaeger: { folder: 'jaeger', package: 'github.com/jaegertracing/jaeger/cmd/jaeger' },
  'jaeger-all-in-one': { folder: 'jaeger-all-in-one', package: 'github.com/jaegertracing/jaeger/cmd/all-in-one' },
  // It writes its version into statuses, and names images by that of Jaeger.
  'jaeger-operator': {
    folder: 'jaeger-operator',
    package: OPERATOR,
    ldflags: ['version', 'defaultJaeger'].map((name) => `-X ${OPERATOR}/pkg/version.${name}=1.65.0`).join(' '),
  },
  // It writes its version into statuses, and names images by that of the collector.
  'opentelemetry-operator': {
    folder: 'opentelemetry-operator',
    package: OPEN_TELEMETRY_OPERATOR,
    ldflags: ['version', 'otelCol'].map((name) => `-X ${OPEN_TELEMETRY_OPERATOR}/internal/version.${name}=0.148.0`).join(' '),
  },
  spans: { folder: 'spans', package: '.' },
  otelcol: { ...BUILDER, components: 'otelcol.yaml' },
  'otelcol-cluster': { ...BUILDER, components: 'otelcol-cluster.yaml' },
} as const satisfies Readonly<Record<string, ProgramSource>>;

export type ProgramName = keyof typeof PROGRAMS;

/** Path of a program; it is built first if it is not in the cache. Minutes, the first time. */
export function program(name: ProgramName): string {
  const file = path.join(CACHE, `${name}-${fingerprint(name)}`);
  if (!existsSync(file)) build(name, file);
  return file;
}

/** Builds what is missing, with a line for each. */
export function buildPrograms(names: readonly ProgramName[]): void {
  for (const name of names) program(name);
}

/** What a program is made of: the same inputs give the same file in the cache. */
function fingerprint(name: ProgramName): string {
  const hash = createHash('sha256');
  const { folder: source, ldflags = '', components }: ProgramSource = PROGRAMS[name];
  hash.update(ldflags);
  const folder = path.join(TOOLS, source);
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(path.join(folder, file)));
  if (components !== undefined) hash.update(readFileSync(path.join(TOOLS, components)));
  return hash.digest('hex').slice(0, 12);
}

function build(name: ProgramName, file: string): void {
  const begin = Date.now();
  process.stderr.write(`building ${name} …\n`);
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(path.join(os.tmpdir(), `build-${name}-`));
  try {
    const out = path.join(work, name);
    const source: ProgramSource = PROGRAMS[name];
    if (source.components === undefined) buildPackage(source, out);
    else buildCollector(name, source.components, { work, out });
    // Across file systems a rename fails; beside the cache it is atomic.
    cpSync(out, `${file}.new`);
    renameSync(`${file}.new`, file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  process.stderr.write(`building ${name}: ${String(Math.round((Date.now() - begin) / 1000))} s\n`);
}

function buildPackage({ folder, package: name, ldflags = '' }: ProgramSource, out: string): void {
  go(path.join(TOOLS, folder), ['build', '-trimpath', '-ldflags', ldflags, '-o', out, name]);
}

function buildCollector(name: ProgramName, components: string, { work, out }: { readonly work: string; readonly out: string }): void {
  const builder = path.join(work, 'builder');
  go(path.join(TOOLS, BUILDER.folder), ['build', '-o', builder, BUILDER.package]);
  const dist = path.join(work, 'dist');
  const config = path.join(work, components);
  writeFileSync(config, readFileSync(path.join(TOOLS, components), 'utf8').replace(/^dist:$/m, `dist:\n  output_path: ${dist}`));
  execFileSync(builder, ['--config', config], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, CGO_ENABLED: '0' } });
  cpSync(path.join(dist, name), out);
}

function go(cwd: string, args: readonly string[]): void {
  try {
    execFileSync('go', args, {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' },
    });
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer };
    throw new Error(
      `go ${args.join(' ')} in ${cwd} failed; Go 1.26 or newer is needed\n${stderr?.toString().slice(-2000) ?? String(error)}`,
    );
  }
}
