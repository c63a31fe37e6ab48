import { InvalidArgumentError, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';

import { chooseSites } from '../ops/choose-sites';
import { readNetwork } from '../ops/network-file';
import { SiteManifests } from '../ops/site-manifests';
import { ProgramChoice, type Binaries } from '../ops/validate/choose-program';
import { configurationsOf } from '../ops/validate/configuration';
import { ENGINES } from '../ops/validate/container-program';
import { validate, type ValidationSummary } from '../ops/validate/validate';
import { stopIfAsked } from '../ops/wait';
import { newCommand, run, type CommandTexts } from './command';
import { EXIT, type ExitCode } from './exit';
import { interruptSignal } from './interrupt';
import { marksFor } from './marks';
import { distOption, durationOption } from './options';
import { validationText } from './validation-text';

const TEXTS: CommandTexts = {
  summary: 'checks the configurations of collectors with the real binaries of their images',
  description:
    'Checks the configuration of every collector in the output folder with "validate" of the real binary: in a container of its image, or ' +
    'with a binary on this machine. It needs no cluster and starts no collector.',
  examples: [
    { args: 'validate', does: 'every collector, with podman or docker' },
    { args: 'validate --otelcol ./otelcol-contrib --otelcol jaegertracing/jaeger=./jaeger', does: 'with binaries on this machine' },
    { args: 'validate edge --json', does: 'one site, for programs; docs/commands.md describes the output' },
  ],
};

/** `validate`: checks configurations with the real binaries. */
export function validateCommand(): CommandUnknownOpts {
  return newCommand('validate', TEXTS)
    .argument('[SITE...]', 'sites to check; all if none is named')
    .addOption(distOption())
    .addOption(otelcolOption())
    .addOption(new Option('--engine <engine>', 'program that runs the images; the first that works if left out').choices(ENGINES))
    .addOption(durationOption('--timeout <duration>', 'longest time for one collector, the download of its image included', '5m'))
    .option('--json', 'prints JSON', false)
    .action((names, { dist, otelcol, engine, timeout, json }) =>
      run(async () => {
        const topology = readNetwork(dist);
        const sites = chooseSites(topology, names);
        const signal = interruptSignal();
        const configurations = await configurationsOf(topology, sites, new SiteManifests(dist, topology));
        const choice = new ProgramChoice(otelcol, engine, { timeout, signal });
        choice.requireImages(topology.sites.flatMap(({ images }) => images));
        const result = await validate(configurations, choice);
        stopIfAsked(signal);
        process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : validationText(result, marksFor(process.stdout)));
        return codeOf(result.summary);
      }),
    );
}

function otelcolOption(): Option<'--otelcol <path>', undefined, Binaries, Binaries> {
  const none: Binaries = { byImage: new Map() };
  return new Option('--otelcol <path>', 'binary instead of containers: PATH for images of the collector, or IMAGE=PATH; may be repeated')
    .default(none, 'containers')
    .argParser((text: string, known: Binaries): Binaries => {
      const cut = text.indexOf('=');
      if (text === '' || cut === 0 || cut === text.length - 1) throw new InvalidArgumentError('write it as PATH or IMAGE=PATH.');
      if (cut < 0) return { ...known, collector: text };
      return { ...known, byImage: new Map([...known.byImage, [text.slice(0, cut), text.slice(cut + 1)]]) };
    });
}

function codeOf({ invalid, unknown }: ValidationSummary): ExitCode {
  if (unknown > 0) return EXIT.FAILED;
  return invalid > 0 ? EXIT.FINDINGS : EXIT.CLEAN;
}
