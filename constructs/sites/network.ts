import * as fs from 'node:fs';
import * as path from 'node:path';

import { App, type AppProps } from 'cdk8s';

import { compareFindings, findingAt, formatFindings, type Finding } from '../synth/finding';
import { ArgumentError, quote } from '../synth/argument';
import { takeInventory, type Inventory, type InventoryEntry } from '../synth/inventory';
import { layOut, TOPOLOGY_FILE, unprintable } from '../synth/layout';
import { isError, whileCollecting } from '../synth/rule';
import { ownOf } from '../synth/own';
import { reportWritten } from '../synth/report';
import { tryFindRule, type RuleSetting, type RuleSettings } from '../synth/rule-table';
import { SynthesisError } from '../synth/synthesis-error';
import { writeFiles } from '../synth/writer';
import { findSites, networkFindings } from './network-rules';
import { folderTaken } from './rules/site-names';
import { describeTopology } from './topology';

/** Properties of `TelemetryNetwork`. */
export interface TelemetryNetworkProps extends Pick<AppProps, 'outdir' | 'resolvers' | 'recordConstructMetadata'> {
  /** Rules that weigh otherwise in this network, each with the reason. @default - as the page of each rule says */
  readonly rules?: RuleSettings;
}

/**
 * A telemetry network: the cdk8s app whose charts are sites. It writes one folder per site, with files numbered in the
 * order they are applied in, and `network.json`; or, if anything is wrong, nothing.
 *
 * ```text
 * dist/network.json
 * dist/public/00-namespace.yaml
 * dist/public/20-skupper-site.yaml
 * dist/edge/…
 * ```
 *
 * @see https://cdk8s.io/docs/latest/basics/app/
 */
export class TelemetryNetwork extends App {
  private readonly recordsMetadata: boolean;
  private readonly rules: RuleSettings;

  /**
   * @param props `outdir` is `CDK8S_OUTDIR` or else `dist`, unless given
   * @throws ArgumentError if a rule is set that there is not or that synthesis depends on, or one without a reason
   */
  public constructor(props: TelemetryNetworkProps = {}) {
    const { rules = {}, ...app } = props;
    super(app);
    this.rules = requireSettings(rules);
    this.recordsMetadata = props.recordConstructMetadata ?? process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true';
  }

  /** Everything that is wrong with the network as it stands, sorted. Writes nothing. */
  public findings(): readonly Finding[] {
    return this.inspect().findings;
  }

  /**
   * Writes the manifests of all sites. What an earlier run wrote and is gone from the program is removed; other files are
   * left alone.
   *
   * @throws SynthesisError with all findings, before anything is written
   */
  public override synth(): void {
    const { entries, findings } = this.inspectOrThrow();
    const topology = describeTopology(findSites(this), entries);
    const files = new Map(layOut(entries));
    files.set(TOPOLOGY_FILE, `${JSON.stringify(topology, null, 2)}\n`);
    if (this.recordsMetadata) files.set('construct-metadata.json', constructMetadata(entries));
    writeFiles(this.outdir, files, this.filesOfEarlierRun());
    reportWritten({ outdir: this.outdir, sites: topology.sites.length, files: files.size, warnings: findings });
  }

  /**
   * The manifests of all sites as one YAML stream, in the order of the files.
   *
   * @throws SynthesisError with all findings
   */
  public override synthYaml(): string {
    return [...layOut(this.inspectOrThrow().entries).values()].join('');
  }

  private inspectOrThrow(): Inventory {
    const inventory = this.inspect();
    const errors = inventory.findings.filter(isError);
    if (errors.length > 0) throw new SynthesisError(inventory.findings);
    if (inventory.findings.length > 0) process.stderr.write(`${formatFindings(inventory.findings)}\n`);
    return inventory;
  }

  private inspect(): Inventory {
    return whileCollecting(this, () => {
      const { entries, findings } = takeInventory(this);
      const own = [...emptyNetwork(entries), ...folderTaken(findSites(this), entries).map((finding) => findingAt(finding.path, finding))];
      const all = [...findings, ...entries.flatMap(unprintable), ...own, ...networkFindings(this, entries)];
      const weighed = all.flatMap((finding) => weigh(finding, this.rules));
      return { entries, findings: weighed.sort(compareFindings) };
    });
  }

  /** What an earlier run wrote. Read as text: the file may have the marks of a merge in it. */
  private filesOfEarlierRun(): readonly string[] {
    const file = path.join(this.outdir, TOPOLOGY_FILE);
    if (!fs.existsSync(file)) return [];
    const paths = fs.readFileSync(file, 'utf8').matchAll(/"([a-z0-9][a-z0-9.-]*\/[0-9]{2}-[a-z0-9.-]+\.yaml)"/g);
    return [...new Set([...paths].map(([, found = '']) => found))];
  }
}

/** A finding as a network has it weighed; none if the rule is off. */
function weigh(finding: Finding, rules: RuleSettings): readonly Finding[] {
  const setting = ownOf<RuleSetting | undefined>(rules, finding.rule);
  if (setting === undefined) return [finding];
  return setting.severity === 'off' ? [] : [{ ...finding, severity: setting.severity }];
}

function requireSettings(rules: RuleSettings): RuleSettings {
  for (const [rule, setting] of Object.entries(rules as Readonly<Record<string, Partial<RuleSetting> | null | undefined>>)) {
    const fail = (message: string, fix: string): never => {
      throw new ArgumentError('TelemetryNetwork', `rules.${rule}`, message, fix);
    };
    const { severity, reason } = setting ?? {};
    const facts = tryFindRule(rule);
    if (facts === undefined) fail('there is no rule of that name', 'docs/rules/ has a page for each');
    if (facts?.fixed === true) fail('synthesis depends on this rule, and its severity cannot be set', 'mend what it finds');
    if (severity === undefined || !['error', 'warning', 'off'].includes(severity)) {
      fail(`has to be error, warning or off, received ${severity === undefined ? 'nothing' : quote(severity)}`, 'choose one of them');
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      fail('needs a reason, received none', 'say why the rule does not hold for this network');
    }
  }
  return rules;
}

/** Without this, a program that lost its sites would remove everything it ever wrote. */
function emptyNetwork(entries: readonly InventoryEntry[]): Finding[] {
  if (entries.length > 0) return [];
  const fix = 'place a site in it: new PublicSite(network, …)';
  return [findingAt('', { rule: 'network/empty', message: 'the network has no objects', fix })];
}

/** The file by which validation plugins of `cdk8s synth` find the construct of an object. */
function constructMetadata(entries: readonly InventoryEntry[]): string {
  const resources = Object.fromEntries(entries.map(({ json, path: constructPath }) => [json.metadata.name, { path: constructPath }]));
  return JSON.stringify({ version: '1.0.0', resources });
}
