import { Option, type CommandUnknownOpts } from '@commander-js/extra-typings';

import type { Topology } from '../constructs';
import { applyAll, type SiteOutcome } from '../ops/apply/apply-all';
import { planSites } from '../ops/apply/site-plan';
import { chooseSites } from '../ops/choose-sites';
import { Contexts } from '../ops/cluster/contexts';
import { knownContexts } from '../ops/known-contexts';
import { describeJob, linkJobs, type LinkJob } from '../ops/link/link-job';
import { readNetwork } from '../ops/network-file';
import { describeError } from '../ops/operation-error';
import { newCommand, run, type CommandTexts } from './command';
import type { ExitCode } from './exit';
import { interruptSignal } from './interrupt';
import { makeLinks, STANDARD_EXPIRY, worstOf } from './make-links';
import { contextOption, distOption, durationOption, kubeconfigOption, parseDuration } from './options';

const TEXTS: CommandTexts = {
  summary: 'applies the manifests of sites to their clusters',
  description:
    'Applies the manifests of sites to their clusters, in the order of their files and on all clusters at once: what installs operators by ' +
    'OLM first, then, once their kinds are there, the sites. Run again, it changes what is not as the manifests have it. Nothing is ever ' +
    'deleted, and no object is printed.',
  examples: [
    { args: 'apply', does: 'every site, where contexts have the names of the clusters' },
    { args: 'apply edge --context edge=kind-edge', does: 'one site, by another context' },
    { args: 'apply --link', does: 'and links the sites by tokens, as otel-skupper link does' },
    { args: 'apply --dry-run', does: 'tells what it would create and change' },
  ],
};

/** `apply`: applies the manifests of sites. */
export function applyCommand(): CommandUnknownOpts {
  return newCommand('apply', TEXTS)
    .argument('[SITE...]', 'sites to apply; all if none is named')
    .addOption(distOption())
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .addOption(new Option('--link', 'makes the links by token afterwards').default(false).conflicts('dryRun'))
    .option('--dry-run', 'asks the clusters what would be done, and changes nothing', false)
    .addOption(durationOption('--timeout <duration>', 'how long to wait for each step', '5m'))
    .action((names, { dist, context, kubeconfig, link, dryRun, timeout }) =>
      run(async () => {
        const topology = readNetwork(dist);
        const sites = chooseSites(topology, names);
        const known = knownContexts(topology, context);
        const plans = await planSites(topology, sites, dist);
        const signal = interruptSignal();
        const contexts = new Contexts({ contexts: known, kubeconfig }, signal);
        const patience = { timeout, signal };
        const outcomes = await applyAll(plans, contexts, { patience, dryRun, tell });
        const applied = report(outcomes);
        if (!link || signal.aborted) return applied;
        const jobs = jobsFor(topology, outcomes);
        const expires = parseDuration(STANDARD_EXPIRY);
        const linked = await makeLinks(jobs, contexts, { patience, dist, expires, direct: false, renew: false });
        return Math.max(applied, linked) as ExitCode;
      }),
    );
}

function report(outcomes: readonly SiteOutcome[]): ExitCode {
  for (const { site, error, text } of outcomes) {
    if (error === undefined) process.stdout.write(`${site}: ${text}\n`);
    else process.stderr.write(`${site}: ${describeError(error)}\n`);
  }
  return worstOf(outcomes.map(({ error }) => error));
}

/** The links of what was applied; that none is to be made is no fault here. */
function jobsFor(topology: Topology, outcomes: readonly SiteOutcome[]): readonly LinkJob[] {
  const applied = new Set(outcomes.map(({ site }) => site));
  const failed = new Set(outcomes.filter(({ error }) => error !== undefined).map(({ site }) => site));
  const names = topology.sites
    .filter(({ name, links }) => applied.has(name) && links.some(({ by }) => by === 'token'))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return linkJobs(topology, names).filter((job) => {
    const end = [job.site.name, job.hub.name].find((name) => failed.has(name));
    if (end !== undefined) tell(`${describeJob(job)}: is not made: ${end} could not be applied`);
    return end === undefined;
  });
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
