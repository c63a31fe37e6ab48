import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import * as ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { ArgumentError, type Finding, type RuleSettings, type TelemetryNetwork } from '../../constructs';
import { network, readTree, ROOT, rulesOf } from '../helpers';

// Each file here is a program with a fault. `// finding: RULE PATH` says what is found, `// says: TEXT` what the finding
// says; a file named *.uncompilable.ts must not compile, `// error: TSxxxx TEXT` says why.
const files = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const expectations = (text: string, word: string): string[] =>
  [...text.matchAll(new RegExp(`^// ${word}: (.*)$`, 'gm'))].map((match) => match[1] ?? '');

describe('a program with a fault gives its finding and writes nothing', () => {
  it.each(files.filter((file) => !file.endsWith('.uncompilable.ts')))('%s', async (file) => {
    const text = readFileSync(path.join(__dirname, file), 'utf8');
    const { default: program, rules } = (await import(path.join(__dirname, file))) as {
      default: (app: TelemetryNetwork) => void;
      rules?: RuleSettings;
    };
    const app = network({ rules });
    const findings = found(app, program);
    expect(
      rulesOf(findings)
        .map((found) => found.trim())
        .sort(),
    ).toEqual(expectations(text, 'finding').sort());
    const said = JSON.stringify(findings);
    for (const words of expectations(text, 'says')) expect(said).toContain(JSON.stringify(words).slice(1, -1));
    expect(said).not.toContain('hunter2');
    for (const { message, fix } of findings) expect([message, fix]).not.toContain('');
    if (!findings.some(({ rule }) => rule === 'argument')) {
      expect(() => {
        app.synth();
      }).toThrow('nothing was written');
    }
    expect(readTree(app.outdir)).toEqual({});
  });
});

describe('a program with a fault does not compile', () => {
  const uncompilable = files.filter((file) => file.endsWith('.uncompilable.ts'));
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram(
    uncompilable.map((file) => path.join(__dirname, file)),
    { ...config.options, noUnusedLocals: false },
  );
  it.each(uncompilable)('%s', (file) => {
    const source = program.getSourceFile(path.join(__dirname, file));
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
});

/** What a program's constructor throws counts as a finding; synthesis then throws the same. */
function found(app: TelemetryNetwork, program: (app: TelemetryNetwork) => void): readonly Finding[] {
  try {
    program(app);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    return [error.finding];
  }
  return app.findings();
}
