import { readdirSync } from 'node:fs';
import * as path from 'node:path';

import * as ts from 'typescript';
import { expect, it } from 'vitest';

import { ROOT } from './root';

/** What stands behind a word in the head of a program: `// word: …`, one a line. */
export function expectations(text: string, word: string): string[] {
  return [...text.matchAll(new RegExp(`^// ${word}: (.*)$`, 'gm'))].map((match) => match[1] ?? '');
}

/** The files of a folder that must not compile. */
export function uncompilable(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.uncompilable.ts'));
}

/** A test for each file of a folder that must not compile: `// error: TSxxxx TEXT` says why, in the order of the lines. */
export function itDoesNotCompile(folder: string): void {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  const files = uncompilable(folder);
  const program = ts.createProgram(
    files.map((file) => path.join(folder, file)),
    { ...config.options, noUnusedLocals: false },
  );
  it.each(files)('%s', (file) => {
    const source = program.getSourceFile(path.join(folder, file));
    const errors = ts
      .getPreEmitDiagnostics(program, source)
      .map(({ code, messageText }) => `TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
    const expected = expectations(source?.text ?? '', 'error');
    expect(errors).toHaveLength(expected.length);
    errors.forEach((error, i) => {
      const [code, words] = (expected[i] ?? '').split(/ (.*)/, 2);
      expect(error).toMatch(new RegExp(`^${code ?? ''} `));
      expect(error).toContain(words);
    });
  });
}
