import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Finding, SynthesisResult } from '../constructs';
import { provideSynthesisHost } from '../constructs/synth/synthesis-host';
import { OperationError } from '../ops/operation-error';
import { CommandHost } from './command-host';
import { newCommand, run, type CommandTexts } from './command';
import { EXIT, type ExitCode } from './exit';

const TEXTS: CommandTexts = {
  summary: 'runs a program that synthesizes a network, and leaves the output as it was if there are findings',
  examples: [
    { args: 'synth', does: 'the program main.ts' },
    { args: 'synth network.ts --json', does: 'findings as {"findings": […]}' },
    { args: 'synth --site berlin --site oslo', does: 'those sites alone' },
  ],
};

const NONE: readonly string[] = [];

/** `synth`: runs a program to its end, and turns what it throws, also later on, into findings and an exit code. */
export function synthCommand(): CommandUnknownOpts {
  return newCommand('synth', TEXTS)
    .argument('[PROGRAM]', 'the program', 'main.ts')
    .option('--json', 'prints findings as JSON', false)
    .option('--site <name>', 'writes and checks that site alone; may be repeated', appended, NONE)
    .action((program, { json, site }) => {
      return run(() => {
        const file = path.resolve(program);
        if (!existsSync(file)) throw new OperationError('failure', `${file} is not there`, 'name the program that synthesizes the network');
        synth(file, new CommandHost(site.length > 0 ? site : undefined, process.stderr), json);
        return EXIT.CLEAN;
      });
    });
}

/** Names that an option was given so far. */
function appended(name: string, known: readonly string[]): readonly string[] {
  return [...known, name];
}

function synth(program: string, host: CommandHost, json: boolean): void {
  provideSynthesisHost(host);
  const end = (error: unknown): void => {
    process.exit(report(error, host, json));
  };
  process.once('uncaughtException', end);
  process.once('unhandledRejection', end);
  const tell = once(() => {
    process.exitCode = succeed(host.results, json);
  });
  process.once('beforeExit', tell);
  // Of a program that ends itself.
  process.once('exit', (code) => {
    if (code === 0) tell();
  });
  load(program).catch(end);
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}

function report(error: unknown, host: CommandHost, json: boolean): ExitCode {
  const findings = findingsOf(error, host);
  if (findings === undefined) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.FAILED;
  }
  if (json) printFindings(findings);
  else process.stderr.write(`${String(error)}\n`);
  return EXIT.FINDINGS;
}

function succeed(written: readonly SynthesisResult[], json: boolean): ExitCode {
  if (json) printFindings(written.flatMap(({ warnings }) => warnings));
  else
    for (const { outdir, sites, files } of written)
      process.stdout.write(`${outdir}: ${counted(sites, 'site')}, ${counted(files, 'file')}\n`);
  if (written.length > 0) return EXIT.CLEAN;
  process.stderr.write(
    'the program ended without synthesizing a TelemetryNetwork: does it call network.synth()? A program with an App of its own is run by cdk8s synth\n',
  );
  return EXIT.FAILED;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

async function load(program: string): Promise<void> {
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

const CDK8S_VALIDATION = 'Validation failed with the following errors:';

/** Returns the findings that an error stands for; undefined if the program itself failed. */
function findingsOf(error: unknown, host: CommandHost): readonly Finding[] | undefined {
  if (!(error instanceof Error)) return undefined;
  return host.tryFindFindings(error) ?? validationsOf(error);
}

/** cdk8s throws all validations of a plain `App` as one message. A plain `App` does not know the host. */
function validationsOf({ message }: Error): readonly Finding[] | undefined {
  if (!message.startsWith(CDK8S_VALIDATION)) return undefined;
  return [
    {
      rule: 'validation',
      severity: 'error',
      path: '',
      message: message.slice(CDK8S_VALIDATION.length).trim(),
      fix: 'correct what the message names',
      docs: 'docs/rules/validation.md',
    },
  ];
}

function printFindings(findings: readonly Finding[]): void {
  process.stdout.write(`${JSON.stringify({ findings }, null, 2)}\n`);
}
