import { Command, InvalidArgumentError } from '@commander-js/extra-typings';

import { readNetwork } from '../ops/network-file';
import { makePki } from '../ops/pki/pki';
import type { PkiReport } from '../ops/pki/report';
import { EXIT, type ExitCode } from './exit';

const EXAMPLES = `
Makes, for links whose hub states LinkCertificates.secrets(), a CA for each network of linked hubs and a Secret for each end
of a link. What is there and does is kept. Nothing leaves this machine, and no key is printed:

  DIR/pki/<hub>.pem            the CA with its key: keep it, and keep it secret
  DIR/<site>/<secret>.yaml     for the cluster of the site: kubectl --context <site> apply -f DIR/<site>

Examples:
  otel-skupper pki                         makes what is missing, and renews what expires soon
  otel-skupper pki berlin --renew          a new certificate for one site
  otel-skupper pki --new-ca                a new CA: whoever has a certificate of the old one is shut out

Exit codes: 0 clean, 1 findings, 2 could not run.
`;

/** The options as they are read. Times are in days. */
// A type and no interface, which has no index signature to the types of commander.
export type PkiFlags = {
  dist: string;
  out: string;
  valid: number;
  renewBefore: number;
  caValid: number;
  renew?: true;
  newCa?: true;
};

/** The command that makes and renews certificates of links offline. */
export function pkiCommand(): Command<[string[]], PkiFlags> {
  return new Command('pki')
    .description('makes and renews the certificates of links as Secrets, without a cluster')
    .argument('[site...]', 'sites whose certificates are looked at (default: all)')
    .option('--dist <dir>', 'output folder of synthesis, with network.json', process.env['CDK8S_OUTDIR'] ?? 'dist')
    .option('--out <dir>', 'folder for CAs and Secrets, which is not committed', 'secrets')
    .option('--valid <days>', 'how long a new certificate is valid', days, 365)
    .option('--renew-before <days>', 'how long before its end a certificate is renewed', days, 30)
    .option('--ca-valid <days>', 'how long a new CA is valid', days, 3650)
    .option('--renew', 'makes certificates anew that would do')
    .option('--new-ca', 'gives CAs a new key; all certificates of theirs are made anew')
    .addHelpText('after', EXAMPLES)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.CLEAN : EXIT.FAILED))
    .action(async (sites, { dist, renew = false, newCa = false, ...flags }) => {
      try {
        const network = readNetwork(dist);
        process.exitCode = print(await makePki({ ...flags, renew, newCa, sites, dist, network, now: new Date() }));
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = EXIT.FAILED;
      }
    });
}

function print({ written, kept, findings, warnings }: PkiReport): ExitCode {
  for (const { file, why } of written) process.stdout.write(`${file}: ${why}\n`);
  const nothing = written.length + kept + findings.length === 0;
  const done = `${String(written.length)} written, ${String(kept)} kept`;
  process.stdout.write(nothing ? 'no hub takes certificates from Secrets: there is nothing to make\n' : `${done}\n`);
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  for (const { site, message, fix } of findings) process.stderr.write(`[${site}] ${message}\n    mend: ${fix}\n`);
  return findings.length === 0 ? EXIT.CLEAN : EXIT.FINDINGS;
}

function days(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= 36_500) return count;
  throw new InvalidArgumentError('give days, from 1 to 36500.');
}
