import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { Validation } from '../../ops/validate/validate';
import { ROOT } from '../root';
import { startCommand, type CommandResult } from './command';
import { EXAMPLES } from './examples';
import { program } from './programs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'validate-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const MAIN = path.join(ROOT, 'dist');
const BINARIES = ['--otelcol', program('otelcol'), '--otelcol', `jaegertracing/jaeger=${program('jaeger')}`];
const validate = (...args: readonly string[]): Promise<CommandResult> => startCommand(folder, ['validate', ...args]).ended;

/** Copies an output folder with a changed manifest. */
function changed(name: string, file: string, change: (text: string) => string): string {
  const copy = path.join(folder, name);
  cpSync(MAIN, copy, { recursive: true });
  const text = readFileSync(path.join(copy, file), 'utf8');
  expect(change(text)).not.toBe(text);
  writeFileSync(path.join(copy, file), change(text));
  return copy;
}

/** Puts an engine in front of PATH that runs the real collector as an image would: with the variables that `--env` names, and no others. */
function withEngine(): string {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const script = `#!/bin/sh
[ "$1" = version ] && exit 0
set -u
for given; do
  case "\${last:-}" in --env) kept="\${kept:-} $given=\\$$given" ;; esac
  last="$given"
done
while [ "$1" != validate ]; do image="$1"; shift; done
case "$image" in
  *:absent) echo "manifest unknown" >&2; exit 125 ;;
  *jaeger*) binary=${program('jaeger')} ;;
  *) binary=${program('otelcol')} ;;
esac
eval "exec env -i $(for pair in \${kept:-}; do printf '%s="%s" ' "\${pair%%=*}" "\${pair#*=}"; done) $binary \\"\\$@\\""
`;
  writeFileSync(path.join(bin, 'podman'), script);
  chmodSync(path.join(bin, 'podman'), 0o755);
  return `${bin}:${String(process.env['PATH'])}`;
}

describe('otel-skupper validate', { tags: 'collector' }, () => {
  it('accepts every configuration of the program of the README', async () => {
    expect(await validate('--dist', MAIN, ...BINARIES)).toEqual({
      status: 0,
      stdout: '3 of 3 configurations valid, checked in 3 runs\n',
      stderr: '',
    });
  });

  it('runs sites that differ in their name once', async () => {
    const { status, stdout } = await validate('--dist', path.join(EXAMPLES, 'fleet-from-csv'), '--json', ...BINARIES);
    const { summary } = JSON.parse(stdout) as Validation;
    expect({ status, invalid: summary.invalid, unknown: summary.unknown }).toEqual({ status: 0, invalid: 0, unknown: 0 });
    expect(summary.collectors).toBeGreaterThan(200);
    expect(summary.runs).toBeLessThan(20);
  });

  it('reports the error of the binary with the construct path, and exits with 1', async () => {
    const dist = changed('wrong', 'edge/30-sidecar-for-my-app.yaml', (text) => text.replace('limit_percentage:', 'limit_percent:'));
    const { status, stdout } = await validate('--dist', dist, ...BINARIES);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^error {3}edge\/sidecar-for-my-app \(.*opentelemetry-collector-k8s:/);
    expect(stdout).toContain('has invalid keys: limit_percent');
    expect(stdout).toContain('2 of 3 configurations valid, checked in 3 runs, 1 invalid');
    expect(await validate('public', '--dist', dist, ...BINARIES)).toMatchObject({ status: 0 });
  });

  it('gives the binary the variables of the manifest, and folders for its volumes', async () => {
    const variables = (text: string): string =>
      text
        .replace(
          '  config:\n',
          '  env:\n    - name: CHECK\n      value: 2s\n    - name: PASSWORD\n      valueFrom: { secretKeyRef: { name: a, key: b } }\n  config:\n',
        )
        .replace('check_interval: 1s', 'check_interval: ${env:CHECK}')
        .replace('create_directory: true', 'create_directory: false');
    const dist = changed('variables', 'edge/30-sidecar-for-my-app.yaml', variables);
    expect(await validate('edge', '--dist', dist, ...BINARIES)).toMatchObject({ status: 0 });
    const wrong = changed('wrong-variables', 'edge/30-sidecar-for-my-app.yaml', (text) =>
      variables(text).replace('value: 2s', 'value: soon'),
    );
    const { status, stdout } = await validate('edge', '--dist', wrong, ...BINARIES);
    expect({ status, stdout }).toMatchObject({ status: 1, stdout: expect.stringContaining('invalid duration') as string });
  });

  it('does not count a collector without its binary as valid', async () => {
    const { status, stdout } = await validate('--dist', MAIN, '--otelcol', path.join(folder, 'nowhere'), ...BINARIES.slice(2));
    expect(status).toBe(2);
    expect(stdout).toContain('1 of 3 configurations valid, checked in 3 runs, 2 not checked');
  });

  it('runs the images of the manifests with podman if no binary is named', async () => {
    const [before, after] = [process.env['PATH'], withEngine()];
    process.env['PATH'] = after;
    try {
      expect(await validate('--dist', MAIN)).toMatchObject({ status: 0, stdout: expect.stringContaining('3 of 3') as string });
      const wrong = changed('wrong-in-image', 'edge/30-sidecar-for-my-app.yaml', (text) =>
        text.replace('check_interval: 1s', 'check_interval: soon'),
      );
      const refused = await validate('edge', '--dist', wrong);
      expect(refused).toMatchObject({ status: 1, stdout: expect.stringContaining('check_interval') as string });
      const absent = changed('absent', 'edge/30-sidecar-for-my-app.yaml', (text) => text.replace(/(image: .*):[0-9.]+/, '$1:absent'));
      const missing = await validate('edge', '--dist', absent);
      expect(missing).toMatchObject({ status: 2, stdout: expect.stringContaining('manifest unknown') as string });
    } finally {
      process.env['PATH'] = before;
    }
  });
});
