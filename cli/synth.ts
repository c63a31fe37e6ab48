import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { ArgumentError, SynthesisError, type Finding } from '../constructs';
import { EXIT, type ExitCode } from './exit';

export const SYNTH_USAGE = `  synth [PROGRAM] [--json]   runs a program (default main.ts) that synthesizes a network; leaves the
                             output as it was if there are findings; --json prints {"findings": […]}`;

/** Runs a program and turns what it throws into findings and an exit code. */
export async function synth(args: readonly string[]): Promise<ExitCode> {
  let json = false;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    json = values.json;
    await run(path.resolve(positionals[0] ?? 'main.ts'));
  } catch (error) {
    const findings = findingsOf(error);
    if (findings === undefined) {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      return EXIT.FAILED;
    }
    if (json) printFindings(findings);
    else process.stderr.write(`${String(error)}\n`);
    return EXIT.FINDINGS;
  }
  if (json) printFindings([]);
  return EXIT.CLEAN;
}

async function run(program: string): Promise<void> {
  if (!existsSync(program)) throw new Error(`${program} is not there: name the program that synthesizes the network`);
  const module = isModule(program);
  if (/\.[mc]?ts$/.test(program)) loadTypeScript(program, module);
  if (module) await import(pathToFileURL(program).href);
  else createRequire(program)(program);
}

/** Programs in TypeScript run by the project's own tsx. */
function loadTypeScript(program: string, module: boolean): void {
  const require = createRequire(program);
  const loader = require(module ? 'tsx/esm/api' : 'tsx/cjs/api') as { register: () => unknown };
  loader.register();
}

function isModule(program: string): boolean {
  if (/\.m[jt]s$/.test(program)) return true;
  if (/\.c[jt]s$/.test(program)) return false;
  for (let folder = path.dirname(program); ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown }).type === 'module';
    if (folder === path.dirname(folder)) return false;
  }
}

// The program may hold another copy of this package than the command: told by name, not by class.
function findingsOf(error: unknown): readonly Finding[] | undefined {
  if (!(error instanceof Error)) return undefined;
  const carrier: Error & { readonly findings?: readonly Finding[]; readonly finding?: Finding } = error;
  if (error.name === SynthesisError.name) return carrier.findings;
  if (error.name === ArgumentError.name && carrier.finding !== undefined) return [carrier.finding];
  return undefined;
}

function printFindings(findings: readonly Finding[]): void {
  process.stdout.write(`${JSON.stringify({ findings }, null, 2)}\n`);
}
