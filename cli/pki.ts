import { InvalidArgumentError, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';

import { readNetwork } from '../ops/network-file';
import { makePki } from '../ops/pki/pki';
import type { PkiReport } from '../ops/pki/report';
import { newCommand, run, type CommandTexts } from './command';
import { EXIT, type ExitCode } from './exit';
import { distOption } from './options';

const TEXTS: CommandTexts = {
  summary: 'makes and renews the certificates of links as Secrets, without a cluster',
  description:
    'Makes, for links whose hub states LinkCertificates.secrets(), a CA for each network of linked hubs (pki/<hub>.pem, with its key: keep ' +
    'it, and keep it secret) and a Secret for each end of a link (<site>/<secret>.yaml, for kubectl apply). What is there and does is ' +
    'kept. Nothing leaves this machine, and no key is printed.',
  examples: [
    { args: 'pki', does: 'what is missing, and what expires soon' },
    { args: 'pki berlin --renew', does: 'a new certificate for one site' },
    { args: 'pki --new-ca', does: 'a new CA: whoever has a certificate of the old one is shut out' },
  ],
};

/** `pki`: makes and renews certificates of links offline. */
export function pkiCommand(): CommandUnknownOpts {
  return newCommand('pki', TEXTS)
    .argument('[SITE...]', 'sites whose certificates are looked at; all if none is named')
    .addOption(distOption())
    .option('--out <dir>', 'folder for CAs and Secrets, which is not committed', 'secrets')
    .addOption(daysOption('--valid <days>', 'how long a new certificate is valid', 365))
    .addOption(daysOption('--renew-before <days>', 'how long before its end a certificate is renewed', 30))
    .addOption(daysOption('--ca-valid <days>', 'how long a new CA is valid', 3650))
    .option('--renew', 'makes certificates anew that would do', false)
    .option('--new-ca', 'gives CAs a new key; all certificates of theirs are made anew', false)
    .action((sites, { dist, ...options }) =>
      run(async () => print(await makePki({ ...options, sites, dist, network: readNetwork(dist), now: new Date() }))),
    );
}

function print({ written, kept, findings, warnings }: PkiReport): ExitCode {
  for (const { file, why } of written) process.stdout.write(`${file}: ${why}\n`);
  const nothing = written.length + kept + findings.length === 0;
  const done = `${String(written.length)} written, ${String(kept)} kept`;
  process.stdout.write(nothing ? 'no hub takes certificates from Secrets: there is nothing to make\n' : `${done}\n`);
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  for (const { path, message, fix } of findings) process.stderr.write(`[${path}] ${message}\n    mend: ${fix}\n`);
  return findings.length === 0 ? EXIT.CLEAN : EXIT.FINDINGS;
}

function daysOption<F extends string>(flags: F, description: string, standard: number): Option<F, undefined, number, number> {
  return new Option(flags, description).default(standard).argParser((text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= 1 && count <= 36_500) return count;
    throw new InvalidArgumentError('give days, from 1 to 36500.');
  });
}
