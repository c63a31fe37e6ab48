import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { inject, vi } from 'vitest';

import { allCommands } from '../cli/commands';
import { otelSkupper } from '../cli/program';
import { ROOT, tempDir } from './helpers';

/** The folder of the built library and command. */
const BUILT = inject('built');

/** The built library, for programs of a test. */
export const LIBRARY = path.join(BUILT, 'constructs');

/** Output and exit code of a command. */
export interface CommandResult {
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `otel-skupper` in this process. `synth` needs a process: `runBuilt`. */
export async function runCommand(...args: readonly string[]): Promise<CommandResult> {
  const before = process.exitCode;
  let [stdout, stderr] = ['', ''];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => (stdout += String(text)) !== ''),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => (stderr += String(text)) !== ''),
  ];
  try {
    process.exitCode = undefined;
    await otelSkupper(args, allCommands());
    return { status: Number(process.exitCode), stdout, stderr };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

/** Runs the built `otel-skupper` in a process, in a folder. */
export function runBuilt(folder: string, ...args: readonly string[]): SpawnSyncReturns<string> {
  const { CDK8S_OUTDIR: _, ...env } = process.env;
  return spawnSync(process.execPath, [path.join(BUILT, 'cli', 'main.js'), ...args], { cwd: folder, encoding: 'utf8', env });
}

/** A project that has the built library as `./constructs`, and a program `main.ts`. */
export function project(main: string): string {
  const folder = tempDir();
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  symlinkSync(LIBRARY, path.join(folder, 'constructs'));
  writeFileSync(path.join(folder, 'package.json'), '{}');
  writeFileSync(path.join(folder, 'main.ts'), main);
  return folder;
}
