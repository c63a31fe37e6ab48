import * as fs from 'node:fs';
import * as path from 'node:path';

import { App, type AppProps } from 'cdk8s';

import { compareFindings, formatFindings, type Finding } from '../synth/finding';
import { takeInventory, type Inventory, type InventoryEntry } from '../synth/inventory';
import { layOut, unprintable } from '../synth/layout';
import { isError, whileCollecting } from '../synth/rule';
import { SynthesisError } from '../synth/synthesis-error';
import { writeFiles } from '../synth/writer';
import { findSites, networkFindings } from './network-rules';
import { describeTopology, TOPOLOGY_FILE, type Topology } from './topology';

/** Properties of `TelemetryNetwork`. */
export type TelemetryNetworkProps = Pick<AppProps, 'outdir' | 'resolvers' | 'recordConstructMetadata'>;

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

  /**
   * @param props `outdir` is `CDK8S_OUTDIR` or else `dist`, unless given
   */
  public constructor(props: TelemetryNetworkProps = {}) {
    super(props);
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
    const { entries } = this.inspectOrThrow();
    const topology = describeTopology(findSites(this), entries);
    const files = new Map(layOut(entries));
    files.set(TOPOLOGY_FILE, `${JSON.stringify(topology, null, 2)}\n`);
    if (this.recordsMetadata) files.set('construct-metadata.json', constructMetadata(entries));
    writeFiles(this.outdir, files, this.filesOfEarlierRun());
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
    if (errors.length > 0) throw new SynthesisError(errors);
    if (inventory.findings.length > 0) process.stderr.write(`${formatFindings(inventory.findings)}\n`);
    return inventory;
  }

  private inspect(): Inventory {
    return whileCollecting(this, () => {
      const { entries, findings } = takeInventory(this);
      const all = [...findings, ...entries.flatMap(unprintable), ...networkFindings(this, entries)];
      return { entries, findings: all.sort(compareFindings) };
    });
  }

  private filesOfEarlierRun(): readonly string[] {
    try {
      const topology = JSON.parse(fs.readFileSync(path.join(this.outdir, TOPOLOGY_FILE), 'utf8')) as Partial<Topology>;
      return (topology.files ?? []).filter((file) => typeof file === 'string');
    } catch {
      // No earlier run, or not one of ours: nothing here is known to be stale.
      return [];
    }
  }
}

/** The file by which validation plugins of `cdk8s synth` find the construct of an object. */
function constructMetadata(entries: readonly InventoryEntry[]): string {
  const resources = Object.fromEntries(entries.map(({ json, path: constructPath }) => [json.metadata.name, { path: constructPath }]));
  return JSON.stringify({ version: '1.0.0', resources });
}
