/**
 * Generates the facts about rules in `docs/rules/` from their definitions: the table of the index and the severity on each page.
 *
 *   npm run rules
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { RULES } from '../constructs/rules';
import type { DefinedRule } from '../constructs/synth/define-rule';

const FOLDER = path.resolve(__dirname, '..', 'docs', 'rules');
const HEADING = '## All rules\n\n';

/** Returns pages with the facts of the definitions, by file. @throws if a rule has no page */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const index = path.join(FOLDER, 'README.md');
  const pages = RULES.map((rule): [string, string] => {
    const file = path.join(FOLDER, `${rule.id}.md`);
    return [file, withSeverity(readFileSync(file, 'utf8'), rule)];
  });
  return new Map([...pages, [index, await withTable(index)]]);
}

function withSeverity(page: string, { id, severity, fixed }: DefinedRule): string {
  const [, , , ...rest] = page.split('\n');
  return [`# ${id}`, '', `Severity: ${severity}.${fixed ? ' It cannot be set otherwise.' : ''}`, ...rest].join('\n');
}

async function withTable(index: string): Promise<string> {
  const [before = ''] = readFileSync(index, 'utf8').split(HEADING);
  const text = `${before}${HEADING}${table()}\n`;
  return format(text, { ...(await resolveConfig(index)), parser: 'markdown' });
}

function table(): string {
  const rules: readonly DefinedRule[] = [...RULES].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = rules.map(({ id, severity, fixed, subject, docs }) => [
    `[${id}](${id}.md)`,
    fixed ? `${severity}, fixed` : severity,
    subject.name,
    docs,
  ]);
  const lines = [['rule', 'severity', 'checks', 'what is found'], ['---', '---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function main(): Promise<void> {
  for (const [file, text] of await rulePages()) writeFileSync(file, text);
}

if (require.main === module) void main();
