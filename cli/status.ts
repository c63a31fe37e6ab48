import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { chooseSites } from '../ops/choose-sites';
import { Contexts } from '../ops/cluster/contexts';
import { SiteManifests } from '../ops/site-manifests';
import { knownContexts } from '../ops/known-contexts';
import { readNetwork } from '../ops/network-file';
import { stopIfAsked } from '../ops/wait';
import type { StatusSummary } from '../ops/status/network-status';
import { readStatus } from '../ops/status/read-status';
import { newCommand, run, type CommandTexts } from './command';
import { EXIT, type ExitCode } from './exit';
import { interruptSignal } from './interrupt';
import { marksFor } from './marks';
import { contextOption, distOption, kubeconfigOption } from './options';
import { statusText } from './status-text';
import { watch, type Look } from './watch';

const TEXTS: CommandTexts = {
  summary: 'tells how the sites of a network are, over all their clusters',
  description:
    'Tells how the sites of a network are, over all their clusters: every object of the manifests, the links, what listens and who ' +
    'answers, and what endangers them. It changes nothing, and no secret is printed.',
  examples: [
    { args: 'status', does: 'every site, where contexts have the names of the clusters' },
    { args: 'status edge --context edge=kind-edge', does: 'one site, by another context' },
    { args: 'status --watch', does: 'until Ctrl-C, and exits by what was seen last' },
    { args: 'status --json', does: 'for programs; docs/commands.md describes it' },
  ],
};

/** `status`: tells how the sites of a network are. */
export function statusCommand(): CommandUnknownOpts {
  return newCommand('status', TEXTS)
    .argument('[SITE...]', 'sites to look at; all if none is named')
    .addOption(distOption())
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .option('--watch', 'looks again every two seconds: draws a terminal anew, prints elsewhere when something changed', false)
    .option('--json', 'prints JSON; with --watch a line each', false)
    .action((names, { dist, context, kubeconfig, watch: isWatched, json }) =>
      run(async () => {
        const topology = readNetwork(dist);
        const sites = chooseSites(topology, names);
        const signal = interruptSignal();
        const contexts = new Contexts({ contexts: knownContexts(topology, context), kubeconfig }, signal);
        const manifests = new SiteManifests(dist, topology);
        const marks = marksFor(process.stdout);
        const look = async (): Promise<Look> => {
          const status = await readStatus({ topology, sites, contexts, manifests });
          const text = json ? `${JSON.stringify(status, null, isWatched ? 0 : 2)}\n` : statusText(status, marks);
          return { text, code: codeOf(status.summary) };
        };
        if (isWatched) return watch(process.stdout, signal, look);
        const { text, code } = await look();
        stopIfAsked(signal);
        process.stdout.write(text);
        return code;
      }),
    );
}

function codeOf({ failed, objects, errors }: StatusSummary): ExitCode {
  if (failed > 0 || objects.unknown > 0) return EXIT.FAILED;
  return objects.waiting + objects.error + objects.missing + errors > 0 ? EXIT.FINDINGS : EXIT.CLEAN;
}
