import * as path from 'node:path';

import type { Topology } from '../../constructs';
import { keepAuthority, printAuthority } from './authority';
import { faultOf } from './faults';
import { makeLeaf, type KeyPair, type Validity } from './issue';
import { chooseSites } from '../choose-sites';
import type { OpsFinding } from '../ops-finding';
import { isSeenByGit, isWithin } from '../places';
import { PrivateFiles } from '../private-files';
import type { PkiReport, PkiWritten } from './report';
import { parseSecret, printSecret } from './secret-manifest';
import { wantedOf, type WantedCertificate, type WantedNetwork } from './wanted';

/** What a run is told. Times are in days. */
export interface PkiOptions {
  /** What synthesis says of the network. */
  readonly network: Topology;
  /** The output folder of synthesis, where no secret may be. */
  readonly dist: string;
  /** Where CAs and Secrets go. */
  readonly out: string;
  /** Sites whose certificates are looked at; none for all. */
  readonly sites: readonly string[];
  /** How long a new certificate is valid. */
  readonly valid: number;
  /** How long before its end a certificate is renewed: less than `valid`. */
  readonly renewBefore: number;
  /** How long a new CA is valid: `valid` and `renewBefore` at least. */
  readonly caValid: number;
  /** Whether certificates are made anew that would do. */
  readonly renew: boolean;
  /** Whether CAs get new keys. */
  readonly newCa: boolean;
  readonly now: Date;
}

/** Folder of the CAs. */
const CAS = 'pki';
const DAY = 86_400_000;
/** Clocks of other clusters may be slow. */
const SLOW = 3_600_000;

/**
 * Makes and renews the certificates of links whose hubs take them from Secrets: one CA for each network of linked hubs, and a Secret
 * for each end of a link. What is there and does is kept, so that a run after an interrupted one ends its work.
 *
 * @throws Error if it cannot be done as it was asked
 */
export async function makePki(options: PkiOptions): Promise<PkiReport> {
  const { networks, findings } = wantedOf(options.network);
  requireOptions(options, networks);
  const run = new PkiRun(options);
  for (const network of networks) await run.certify(network);
  return run.report(findings);
}

class PkiRun {
  private readonly files: PrivateFiles;
  private readonly written: PkiWritten[] = [];
  private readonly findings: OpsFinding[] = [];
  private readonly warnings: string[] = [];
  private readonly swept = new Set<string>();
  private kept = 0;

  public constructor(private readonly options: PkiOptions) {
    this.files = new PrivateFiles(options.out);
  }

  public async certify(network: WantedNetwork): Promise<void> {
    const { sites } = this.options;
    const certificates = network.certificates.filter(({ site }) => sites.length === 0 || sites.includes(site));
    if (certificates.length === 0) return;
    const authority = await this.authorityOf(network);
    if (authority === undefined) return;
    for (const wanted of certificates) await this.keepSecret(wanted, authority);
  }

  public report(findings: readonly OpsFinding[]): PkiReport {
    const { out } = this.options;
    const isSeen = this.written.length + this.kept > 0 && isSeenByGit(out);
    const seen = `${out} is in a git work tree and not ignored, and there are private keys in it: add it to .gitignore`;
    return {
      written: this.written,
      kept: this.kept,
      findings: [...findings, ...this.findings],
      warnings: [...this.warnings, ...(isSeen ? [seen] : [])],
    };
  }

  /** The CA of a network, kept under the name of one of its hubs; undefined if it is not here and not for this network to make. */
  private async authorityOf(network: WantedNetwork): Promise<KeyPair | undefined> {
    const { hubs, elsewhere } = network;
    this.sweep(CAS);
    // What other programs have made stays; of CAs of this one the first does, as if it had been so all along.
    const order = [...elsewhere, ...hubs.filter((hub) => !elsewhere.includes(hub))];
    const [found, ...others] = order.filter((hub) => this.files.read(authorityFile(hub)) !== undefined);
    if (found === undefined && elsewhere.length > 0) {
      const message = `the CA of ${elsewhere.join(', ')}, which another program describes, is not in ${this.options.out}`;
      const fix = 'run this with --dist of that program first, and the same --out';
      this.findings.push({ rule: 'pki/authority', severity: 'error', path: elsewhere[0] ?? '', message, fix });
      return undefined;
    }
    const orphan = found === undefined && !this.options.newCa ? this.secretOf(network) : undefined;
    if (orphan !== undefined) {
      const message = `${this.fileName(orphan)} is of a CA that is not in ${path.join(this.options.out, CAS)}: one of another would not fit it`;
      const fix = `bring ${this.fileName(authorityFile(hubs[0] ?? ''))} back; or make all certificates anew, and apply them: otel-skupper pki --new-ca`;
      this.findings.push({ rule: 'pki/authority', severity: 'error', path: hubs[0] ?? '', message, fix });
      return undefined;
    }
    for (const other of others) {
      const file = this.fileName(authorityFile(other));
      this.warnings.push(`${file} is used no more: ${hubs.join(', ')} are one network now. Remove it once every site has its new Secret`);
    }
    const name = found ?? hubs[0] ?? '';
    const file = authorityFile(name);
    const { valid, caValid, newCa: isNew, now } = this.options;
    const demand = { name, validity: validity(now, caValid), until: after(now, valid), isNew };
    const { authority, why } = await this.about(file, () => keepAuthority(this.files.read(file), demand));
    if (why !== undefined) this.write(file, printAuthority(authority), why);
    else this.keep(file);
    return authority;
  }

  /** A Secret of a network that is here already. */
  private secretOf({ certificates }: WantedNetwork): string | undefined {
    return certificates.map(secretFile).find((file) => {
      try {
        return parseSecret(this.files.read(file) ?? '') !== undefined;
      } catch {
        // What it is instead is told in its turn.
        return false;
      }
    });
  }

  private async keepSecret(wanted: WantedCertificate, authority: KeyPair): Promise<void> {
    this.sweep(wanted.site);
    const { renew, renewBefore, valid, now } = this.options;
    const file = secretFile(wanted);
    const text = this.files.read(file);
    let there: KeyPair | undefined;
    try {
      there = text === undefined ? undefined : parseSecret(text);
    } catch (error) {
      const message = `${this.fileName(file)} ${(error as Error).message}`;
      this.findings.push({ rule: 'pki/secret-file', severity: 'error', path: wanted.site, message, fix: 'then run this again' });
      return;
    }
    const why = renew ? 'asked for' : there && faultOf(there, wanted, authority, after(now, renewBefore));
    const isDone = there !== undefined && why === undefined;
    const pair = isDone ? there : await makeLeaf(authority, { ...wanted, ...validity(now, valid) });
    const printed = printSecret(wanted, { ...(pair ?? authority), authority: authority.certificate });
    if (printed === text) this.keep(file);
    else
      this.write(
        file,
        printed,
        isDone ? 'its CA or namespace changed' : (why ?? (text === undefined ? 'it was not there' : 'a part was missing')),
      );
  }

  private async about<T>(file: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new Error(`${this.fileName(file)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }

  private write(file: string, text: string, why: string): void {
    this.files.write(file, text);
    this.written.push({ file: this.fileName(file), why });
  }

  private keep(file: string): void {
    this.files.close(file);
    this.kept += 1;
  }

  private sweep(folder: string): void {
    if (!this.swept.has(folder)) this.files.sweep(folder);
    this.swept.add(folder);
  }

  private fileName(file: string): string {
    return path.join(this.options.out, file);
  }
}

function requireOptions(
  { network, dist, out, sites, valid, renewBefore, caValid, newCa }: PkiOptions,
  networks: readonly WantedNetwork[],
): void {
  chooseSites(network, sites);
  if (newCa && sites.length > 0) throw new Error('a new CA is for every site of its network: leave the sites out');
  if (renewBefore >= valid) throw new Error(`--renew-before has to be less than --valid, which is ${String(valid)} days`);
  if (caValid < valid + renewBefore) {
    throw new Error(`--ca-valid has to be at least --valid and --renew-before together, which is ${String(valid + renewBefore)} days`);
  }
  const folders = networks.flatMap(({ certificates }) => certificates.map(({ site }) => site));
  if (folders.includes(CAS)) throw new Error(`the folder of the site ${CAS} would be that of the CAs: name the site otherwise`);
  const inside = ['', CAS, ...folders].map((folder) => path.join(out, folder)).find((folder) => isWithin(folder, dist));
  if (inside !== undefined) {
    throw new Error(`${inside} is in the output folder ${dist}, which is committed: name another folder for secrets by --out`);
  }
}

function authorityFile(hub: string): string {
  return `${CAS}/${hub}.pem`;
}

function secretFile({ site, secret }: WantedCertificate): string {
  return `${site}/${secret}.yaml`;
}

function validity(now: Date, days: number): Validity {
  return { notBefore: new Date(now.getTime() - SLOW), notAfter: after(now, days) };
}

function after(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY);
}
