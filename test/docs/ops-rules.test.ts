import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { OPS_RULES } from '../../ops/ops-rules';
import { ROOT } from '../root';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('the rules of the commands', () => {
  it('are listed in docs/commands.md in the same words', () => {
    const rows = [...read('docs/commands.md').matchAll(/^\| `([a-z-]+\/[a-z-]+)` +\| (.*?) +\|$/gm)].map(([, rule, docs]) => [rule, docs]);
    expect(rows.sort()).toEqual(Object.entries(OPS_RULES).sort());
  });

  it('are each reported by a check', () => {
    const files = readdirSync(path.join(ROOT, 'ops'), { recursive: true, encoding: 'utf8' });
    const sources = files.filter((file) => file.endsWith('.ts') && file !== 'ops-rules.ts').map((file) => read(`ops/${file}`));
    const text = sources.join('\n');
    expect(Object.keys(OPS_RULES).filter((rule) => !text.includes(`'${rule}'`))).toEqual([]);
  });
});
