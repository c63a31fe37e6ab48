import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Contexts } from '../ops/cluster/contexts';
import { linkJobs } from '../ops/link/link-job';
import { knownContexts } from '../ops/known-contexts';
import { readNetwork } from '../ops/network-file';
import { newCommand, run, type CommandTexts } from './command';
import { interruptSignal } from './interrupt';
import { makeLinks, STANDARD_EXPIRY } from './make-links';
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
    .addOption(
      durationOption('--expires <duration>', 'how long a token can be redeemed; those of Skupper v1 do not expire', STANDARD_EXPIRY),
    )
    .addOption(durationOption('--timeout <duration>', 'how long to wait for each step', '5m'))
    .action((sites, { dist, context, kubeconfig, out, timeout, expires, ...options }) =>
      run(async () => {
        const topology = readNetwork(dist);
        const jobs = linkJobs(topology, sites);
        const contexts = knownContexts(topology, context);
        const signal = interruptSignal();
        return makeLinks(jobs, new Contexts({ contexts, kubeconfig }, signal), {
          ...options,
          expires,
          patience: { timeout, signal },
          folder: out === true ? 'secrets' : out,
          dist,
        });
      }),
    );
}
