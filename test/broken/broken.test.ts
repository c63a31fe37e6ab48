import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { ArgumentError, type Finding, type Generation, type RuleSettings, type TelemetryNetwork } from '../../constructs';
import { network, readTree, rulesOf } from '../helpers';
import { expectations } from '../expectations';

// Each file here is a program with a fault. `// finding: RULE PATH` says what is found, `// says: TEXT` what the finding
// says; a file named *.uncompilable.ts must not compile (test/package/package.test.ts), `// error: TSxxxx TEXT` says why.
const files = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

describe('a program with a fault gives its finding and writes nothing', () => {
  it.each(files.filter((file) => !file.endsWith('.uncompilable.ts')))('%s', async (file) => {
    const text = readFileSync(path.join(__dirname, file), 'utf8');
    const { default: program, ...props } = (await import(path.join(__dirname, file))) as {
      default: (app: TelemetryNetwork) => void;
      rules?: RuleSettings;
      generation?: Generation;
    };
    const app = network(props);
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
