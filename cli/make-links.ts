import type { Contexts } from '../ops/cluster/contexts';
import { linkAll, type LinkAllOptions } from '../ops/link/link-all';
import type { LinkJob } from '../ops/link/link-job';
import { describeError } from '../ops/operation-error';
import { exitCodeOf } from './command';
import { EXIT, type ExitCode } from './exit';

/** How long a token can be redeemed, if nothing else is said. */
export const STANDARD_EXPIRY = '15m';

/** Makes links and prints what became of them. @param expires how long a token can be redeemed, in milliseconds */
export async function makeLinks(
  jobs: readonly LinkJob[],
  contexts: Contexts,
  { expires, ...options }: Omit<LinkAllOptions, 'window' | 'tell'> & { readonly expires: number },
): Promise<ExitCode> {
  const outcomes = await linkAll(jobs, contexts, {
    ...options,
    window: `${String(expires / 1000)}s`,
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  for (const { link, error, text } of outcomes) {
    if (error === undefined) process.stdout.write(`${link}: ${text}\n`);
    else process.stderr.write(`${link}: ${describeError(error)}\n`);
  }
  return worstOf(outcomes.map(({ error }) => error));
}

/** The exit code of a run that ended in several ways. @param errors undefined for what went well */
export function worstOf(errors: readonly unknown[]): ExitCode {
  const codes = errors.flatMap((error) => (error === undefined ? [] : [exitCodeOf(error)]));
  return codes.includes(EXIT.FAILED) ? EXIT.FAILED : codes.length > 0 ? EXIT.FINDINGS : EXIT.CLEAN;
}
