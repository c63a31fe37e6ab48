import { missingNames, namesOurs } from './names';
import type { Proof } from './proofs';
import type { System } from './system';

/** What a system still lacks. */
export function problemsOf(id: string, { here, legacy = '', evidence }: System, proofs: readonly Proof[]): readonly string[] {
  const own = proofs.filter(({ tags }) => tags.includes(id));
  const problems = missingNames(`${here} ${legacy}`).map((name) => `\`${name}\` is not there`);
  if (!namesOurs(`${here} ${legacy}`)) problems.push('no construct, command or file does it');
  if (own.length === 0) problems.push(`no test has its tag: it('…', { tags: '${id}' }, …)`);
  else if (isRun(evidence) && !own.some(({ file }) => file.startsWith('test/cluster/'))) {
    problems.push(`evidence '${evidence}' needs a test with its tag in test/cluster/`);
  }
  return problems;
}

function isRun(evidence: System['evidence']): boolean {
  return evidence === 'program' || evidence === 'in-part';
}
