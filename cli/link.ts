import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Contexts } from '../ops/cluster/contexts';
import { linkJobs } from '../ops/link/link-job';
import { linkAll, type LinkOutcome } from '../ops/link/link-all';
import { knownContexts } from '../ops/known-contexts';
import { readNetwork } from '../ops/network-file';
import { describeError } from '../ops/operation-error';
import { exitCodeOf, newCommand, run, type CommandTexts } from './command';
import { EXIT, type ExitCode } from './exit';
import { interruptSignal } from './interrupt';
import { contextOption, distOption, durationOption, kubeconfigOption } from './options';

const TEXTS: CommandTexts = {
  summary: 'links sites to their hubs by tokens',
  description:
    'Links sites to their hubs by tokens: waits for the hub, makes a grant on it, hands the token to the site, and waits until the link ' +
    'is up. With Skupper v1 it waits until the hub has filled in the request for a token, and hands that over. Run again, it goes on where ' +
    'it stopped, and leaves links alone that are there. No code, key or token is ever printed.',
  examples: [
    { args: 'link', does: 'every site, where contexts have the names of the clusters' },
    { args: 'link edge --context public=prod-hub --context edge=kind-edge', does: 'one site, by other contexts' },
    { args: 'link edge --out', does: 'into secrets/edge/, for whoever applies it there' },
    { args: 'link edge --direct', does: 'where the grant server of the hub cannot be reached' },
    { args: 'link edge --renew', does: 'once more, after the hub was made anew' },
  ],
};

/** `link`: links sites to their hubs. */
export function linkCommand(): CommandUnknownOpts {
  return newCommand('link', TEXTS)
    .argument('[SITE...]', 'sites that link; all if none is named')
    .addOption(distOption())
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .option('--out [dir]', 'writes what a site links with below this folder (secrets), and does not touch its cluster')
    .option('--direct', "by a certificate that the hub's controller signs, past the grant server; not with Skupper v1", false)
    .option('--renew', 'replaces links that are there', false)
    .addOption(durationOption('--expires <duration>', 'how long a token can be redeemed; those of Skupper v1 do not expire', '15m'))
    .addOption(durationOption('--timeout <duration>', 'how long to wait for each step', '5m'))
    .action((sites, { dist, context, kubeconfig, out, timeout, expires, ...options }) =>
      run(async () => {
        const topology = readNetwork(dist);
        const jobs = linkJobs(topology, sites);
        const contexts = knownContexts(topology, context);
        const signal = interruptSignal();
        const outcomes = await linkAll(jobs, new Contexts({ contexts, kubeconfig }, signal), {
          ...options,
          window: `${String(expires / 1000)}s`,
          patience: { timeout, signal },
          folder: out === true ? 'secrets' : out,
          dist,
          tell: (line) => process.stderr.write(`${line}\n`),
        });
        return report(outcomes);
      }),
    );
}

function report(outcomes: readonly LinkOutcome[]): ExitCode {
  for (const { link, error, text } of outcomes) {
    if (error === undefined) process.stdout.write(`${link}: ${text}\n`);
    else process.stderr.write(`${link}: ${describeError(error)}\n`);
  }
  const codes = outcomes.flatMap(({ error }) => (error === undefined ? [] : [exitCodeOf(error)]));
  return codes.includes(EXIT.FAILED) ? EXIT.FAILED : codes.length > 0 ? EXIT.FINDINGS : EXIT.CLEAN;
}
