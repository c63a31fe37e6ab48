import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { chooseSites } from '../ops/choose-sites';
import { Contexts } from '../ops/cluster/contexts';
import { SiteManifests } from '../ops/site-manifests';
import { knownContexts } from '../ops/known-contexts';
import { readNetwork } from '../ops/network-file';
import { preflight, type PreflightSummary } from '../ops/preflight/preflight';
import { stopIfAsked } from '../ops/wait';
import { newCommand, run, type CommandTexts } from './command';
import { EXIT, type ExitCode } from './exit';
import { interruptSignal } from './interrupt';
import { marksFor } from './marks';
import { contextOption, distOption, kubeconfigOption } from './options';
import { preflightText } from './preflight-text';

const TEXTS: CommandTexts = {
  summary: 'tells whether clusters have what the manifests need, before they are applied',
  description:
    'Tells whether clusters have what the manifests need, before they are applied: Kubernetes, operators and their settings, ' +
    'namespaces, permissions. It changes nothing.',
  examples: [
    { args: 'preflight', does: 'every site, where contexts have the names of the clusters' },
    { args: 'preflight edge --context edge=kind-edge', does: 'one site, by another context' },
    { args: 'preflight --json', does: 'for programs; docs/commands.md describes it' },
  ],
};

/** `preflight`: tells whether clusters have what the manifests need. */
export function preflightCommand(): CommandUnknownOpts {
  return newCommand('preflight', TEXTS)
    .argument('[SITE...]', 'sites to look at; all if none is named')
    .addOption(distOption())
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .option('--json', 'prints JSON', false)
    .action((names, { dist, context, kubeconfig, json }) =>
      run(async () => {
        const topology = readNetwork(dist);
        const sites = chooseSites(topology, names);
        const signal = interruptSignal();
        const contexts = new Contexts({ contexts: knownContexts(topology, context), kubeconfig }, signal);
        const result = await preflight({ topology, sites, contexts, manifests: new SiteManifests(dist, topology) });
        stopIfAsked(signal);
        process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : preflightText(result, marksFor(process.stdout)));
        return codeOf(result.summary);
      }),
    );
}

function codeOf({ failed, unknown, errors }: PreflightSummary): ExitCode {
  if (failed > 0 || unknown > 0) return EXIT.FAILED;
  return errors > 0 ? EXIT.FINDINGS : EXIT.CLEAN;
}
