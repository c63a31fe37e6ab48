import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import * as ts from 'typescript';
import { expect } from 'vitest';

import { expectations } from './expectations';
import { ROOT } from './root';

/** Text of programs by file. The files need not exist: only their folder counts, from which imports are resolved. */
export type Programs = Readonly<Record<string, string>>;

/** Programs that must not compile: `*.uncompilable.ts` in test/broken and test/types. */
export function uncompilable(): Programs {
  const files = ['broken', 'types'].flatMap((name) => {
    const folder = path.join(ROOT, 'test', name);
    return readdirSync(folder).flatMap((file) => (file.endsWith('.uncompilable.ts') ? [path.join(folder, file)] : []));
  });
  return Object.fromEntries(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

/** Compiles programs together, without output. Returns the errors of each file as `TSxxxx TEXT`, in the order of its lines. */
export function compile(programs: Programs, options: ts.CompilerOptions): ReadonlyMap<string, readonly string[]> {
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.readFile = (file) => programs[file] ?? read(file);
  host.fileExists = (file) => Object.hasOwn(programs, file) || exists(file);
  const program = ts.createProgram(Object.keys(programs), options, host);
  const global = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()].map(words);
  return new Map(
    Object.keys(programs).map((file) => {
      const source = program.getSourceFile(file) ?? expect.fail(`${file} was not read`);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [file, [...global, ...found.map(words)]];
    }),
  );
}

/** Fails unless the errors of a program are those of its head: `// error: TSxxxx TEXT`. */
export function expectErrors(text: string, errors: readonly string[] = []): void {
  const expected = expectations(text, 'error');
  // A program that shows one error has unused variables.
  const found = errors.filter((error) => !/^TS(6133|6196) /.test(error));
  expect(found).toHaveLength(expected.length);
  found.forEach((error, i) => {
    const [code, part] = (expected[i] ?? '').split(/ (.*)/, 2);
    expect(error).toMatch(new RegExp(`^${code ?? ''} `));
    expect(error).toContain(part);
  });
}

function words({ code, messageText }: ts.Diagnostic): string {
  return `TS${String(code)} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
