import { App, type AppProps } from 'cdk8s';

import { IMAGES } from '../../images';
import { catalogImages } from '../../operators';
import { ArgumentError, quote } from '../../synth/argument';
import { compareFindings, formatFindings, type Finding } from '../../synth/finding';
import { ImageSources, type ImageOptions } from '../../synth/image-sources';
import { generationOf, setGeneration, type Generation } from '../../synth/generation';
import { KUSTOMIZATION_FILE } from '../../synth/kustomization';
import { TOPOLOGY_FILE } from '../../synth/layout';
import { isError, reportAsData } from '../../synth/rule';
import { StagedOutput } from '../../synth/staged-output';
import { SynthesisError } from '../../synth/synthesis-error';
import { synthesisHost } from '../../synth/synthesis-host';
import type { SynthesisResult } from '../../synth/synthesis-result';
import { SITE_GENERATIONS } from '../generations';
import { HubNetworks } from '../links/hub-networks';
import { Fleet, type AddFleetOptions, type BuildEdge } from './fleet';
import type { FleetShape } from './fleet-shape';
import { FleetTemplate } from './fleet-template';
import { inspect, Inspection, type InspectionOptions } from './inspection';
import { Ledger } from './ledger';
import { findSites } from './network-rules';
import type { PartTemplate } from './part-template';
import { setPolicyDefault } from '../policies/policy-options';
import type { Site } from '../site';
import { requireSettings, weigh, type RuleSettings } from './rule-settings';
import { SiteOrder } from './site-order';
import { TopologyFile, topologyText } from './topology';

/** Options of `synth`. */
export interface SynthOptions {
  /**
   * Ids of the sites to write; the output of all others stays as an earlier run left it. Findings are those of these sites.
   *
   * @default - the sites of `otel-skupper synth --site`, or else all
   */
  readonly sites?: readonly string[];
}

/** Properties of `TelemetryNetwork`. */
export interface TelemetryNetworkProps extends Pick<AppProps, 'outdir' | 'resolvers' | 'recordConstructMetadata'> {
  /**
   * Which programs run the network: `current` is Skupper v2 and Jaeger v2, `legacy` Skupper v1 and the Jaeger operator, both of which
   * upstream has retired. Sites of one cannot link to sites of the other.
   *
   * @default 'current'
   */
  readonly generation?: Generation;
  /** Mirrors and digests of images. @default - images come from where they are published, pinned by their tags */
  readonly images?: ImageOptions;
  /** Rules that weigh otherwise in this network, each with the reason. @default - as the page of each rule says */
  readonly rules?: RuleSettings;
  /**
   * Whether every folder has a file `Kustomization` that lists the others in their order, for `kubectl apply -k` and Flux.
   * `kubectl apply -f` passes over it.
   *
   * @default false
   */
  readonly kustomization?: boolean;
  /** Whether sites make network policies that do not say so themselves. @default - true; false in the legacy generation, which has none */
  readonly networkPolicies?: boolean;
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
  private readonly hasKustomization: boolean;
  /** Groups of rows of which only the exemplars are built. */
  private shapes: readonly FleetShape[] = [];
  private readonly order = new SiteOrder();
  private buildsAll = false;

  /**
   * @param props `outdir` is `CDK8S_OUTDIR` or else `dist`, unless given
   * @throws ArgumentError if a rule is set that there is not or that synthesis depends on, one without a reason, if a mirror or digest is
   *   none, or the generation, or if policies are asked for that it does not have
   */
  public constructor(props: TelemetryNetworkProps = {}) {
    const { rules = {}, images = {}, kustomization = false, generation = 'current', networkPolicies, ...app } = props;
    super(app);
    reportAsData(this);
    setGeneration(this, generation);
    new ImageSources(images, [...Object.values(IMAGES), ...catalogImages()]).applyTo(this);
    setPolicyDefault(this, requirePolicies(generation, networkPolicies));
    this.rules = requireSettings(rules);
    this.hasKustomization = kustomization;
    this.recordsMetadata = props.recordConstructMetadata ?? process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true';
  }

  /**
   * Adds an edge for each row of a data file or list, and builds only a few of them. Rows with equal values in all fields that `build` reads,
   * except the name and free texts, have the same output with other names and texts.
   *
   * ```ts
   * network.addFleet(readFleet('shops.csv', { name: FleetField.siteName(), queue: FleetField.integer() }), ({ name, queue }) => {
   *   const shop = new EdgeSite(network, name, { links: [SiteLink.token(hub)] });
   *   // …
   *   return shop;
   * });
   * ```
   *
   * The output equals that of a loop over the rows. `build` must treat the name as opaque: it passes the name to constructs, and neither compares
   * it nor looks up a value by it. Put such a value into a field of the row. The same holds for free texts: the fields of `FleetField.text()`, or
   * those of the option `texts`. Use `FleetField.oneOf()` for a text that `build` branches on. Edges that were not built are not in the construct tree.
   *
   * @param rows the result of `readFleet`, or any other list
   * @param build creates the edge of a row in this network and returns it. It is called for some rows, or for all if edges cannot be compared.
   * @throws ArgumentError if a name is no DNS label or is used twice, or `build` does not return the edge with the name of the row
   */
  public addFleet<R extends object>(rows: readonly R[], build: BuildEdge<R>, options: AddFleetOptions<R> = {}): void {
    const taken = this.shapes.flatMap(({ others }) => others.map(([name]) => name));
    const fleet = new Fleet(this, rows, build, options, new Set(taken));
    this.order.addFleet(fleet.names, findSites(this));
    if (this.buildsAll || generationOf(this) !== 'current') fleet.buildAll();
    else this.shapes = [...this.shapes, ...fleet.buildExemplars()];
  }

  /** Builds all edges of all fleets, including fleets that are added later. For constructs that need every site. @internal */
  public buildFleets(): void {
    this.buildsAll = true;
    for (const shape of this.shapes) shape.build(shape.others);
    this.shapes = [];
  }

  /** Everything that is wrong with the network as it stands, sorted. Writes nothing. */
  public findings(): readonly Finding[] {
    return this.inspect(this.settleFleets());
  }

  /**
   * Writes the manifests of all sites, or of some. What an earlier run wrote and is gone from the program is removed; other
   * files are left alone. Warnings go to stderr; under `otel-skupper synth`, the command prints them.
   *
   * @returns what was written, with the warnings
   * @throws SynthesisError with all findings, before anything is written
   * @throws ArgumentError if a site is named that there is not, or nothing was written yet that some sites could be put into
   */
  public override synth(options: SynthOptions = {}): SynthesisResult {
    const host = synthesisHost();
    const ids = options.sites ?? host?.sites;
    if (ids !== undefined) this.buildFleets();
    const settled = this.settleFleets();
    const only = chosenSites(settled.sites, ids);
    const count = only?.size ?? settled.sites.length + settled.fleets.reduce((sum, { others }) => sum + others.length, 0);
    const ledger = new Ledger(this.outdir);
    const others = only && ledger.sitesBut(only);
    const output = new StagedOutput(this.outdir);
    const topology = new TopologyFile((text) => {
      output.append(TOPOLOGY_FILE, text);
    });
    const metadata = new Map<string, { readonly path: string }>();
    let done = 0;
    try {
      const warnings = this.inspectOrThrow(settled, {
        only,
        onPart: ({ site, written }) => {
          for (const [file, text] of written.files) {
            output.put(file, text);
            topology.addFile(file);
          }
          for (const [name, path] of written.metadata) metadata.set(name, { path });
          if (site === undefined || written.topology === undefined) return;
          for (const other of others?.before(site) ?? []) topology.addSite(topologyText(other));
          topology.addSite(written.topology);
          done++;
          host?.progress({ outdir: this.outdir, done, sites: count });
        },
      });
      if (host === undefined) printWarnings(warnings);
      for (const other of others?.rest() ?? []) topology.addSite(topologyText(other));
      for (const file of only === undefined ? [] : ledger.filesBut(only)) topology.addFile(file);
      topology.end();
      if (this.recordsMetadata) output.put('construct-metadata.json', constructMetadata(metadata));
      output.commit(only === undefined ? ledger.files : ledger.filesOf(only));
      const result = { outdir: this.outdir, sites: done, files: output.size, warnings };
      host?.finished(result);
      return result;
    } finally {
      output.discard();
    }
  }

  /**
   * The manifests of all sites as one YAML stream, in the order of the files.
   *
   * @throws SynthesisError with all findings
   */
  public override synthYaml(): string {
    const files: (readonly [string, string])[] = [];
    const warnings = this.inspectOrThrow(this.settleFleets(), {
      onPart: ({ written }) => {
        files.push(...written.files.filter(([file]) => !file.endsWith(`/${KUSTOMIZATION_FILE}`)));
      },
    });
    // Also under a command: a host receives the results of `synth` only.
    printWarnings(warnings);
    return files
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => text)
      .join('');
  }

  /** Returns the warnings. @throws SynthesisError with all findings if one of them is an error */
  private inspectOrThrow(settled: SettledSites, options: Pick<InspectionOptions, 'only' | 'onPart'>): readonly Finding[] {
    const findings = this.inspect(settled, options);
    if (findings.some(isError)) throw new SynthesisError(findings);
    return findings;
  }

  private inspect({ sites, fleets }: SettledSites, options: Pick<InspectionOptions, 'only' | 'onPart'> = {}): readonly Finding[] {
    const weighed = inspect(this, sites, { ...this.inspectionOf(sites, options.onPart !== undefined), ...options, fleets });
    return [...weighed].sort(compareFindings);
  }

  /** Options of an inspection. */
  private inspectionOf(sites: readonly Site[], isWritten: boolean): Pick<InspectionOptions, 'networks' | 'writing' | 'weigh'> {
    const networks = new HubNetworks(sites);
    const hubs = { networks, names: new Set(sites.map(({ siteName }) => siteName)) };
    const writing = { hubs, kustomization: this.hasKustomization, recordsMetadata: this.recordsMetadata };
    return { networks, ...(isWritten && { writing }), weigh: (finding) => weigh(finding, this.rules) };
  }

  /** Returns all sites and the templates of fleets. Builds more edges until all other edges have a template. */
  private settleFleets(): SettledSites {
    for (;;) {
      const sites = this.order.sort(findSites(this));
      const templates = this.templatesOf(sites);
      const fleets = this.shapes.flatMap(({ others, exemplars }, i) => {
        const template = templates[i];
        return template === undefined ? [] : [new FleetTemplate(template, others, exemplars)];
      });
      const changed = this.shapes.map((shape, i): readonly FleetShape[] | undefined => {
        const template = templates[i];
        if (template === undefined) return shape.split();
        const special = shape.others.filter((values) => template.mentions(values));
        shape.build(special);
        return special.length > 0 ? [shape] : undefined;
      });
      if (changed.every((shapes) => shapes === undefined)) return { sites, fleets };
      this.shapes = this.shapes.flatMap((shape, i) => changed[i] ?? [shape]).filter(({ others }) => others.length > 0);
    }
  }

  /** Returns the template of each group of rows. Always compares files too, so that `findings` and `synth` build the same edges. */
  private templatesOf(sites: readonly Site[]): readonly (PartTemplate | undefined)[] {
    return this.shapes.length === 0 ? [] : new Inspection(this, sites, this.inspectionOf(sites, true)).templatesOf(this.shapes);
  }
}

/** Sites of a network, and templates for the edges that were not built. */
interface SettledSites {
  readonly sites: readonly Site[];
  readonly fleets: readonly FleetTemplate[];
}

function printWarnings(warnings: readonly Finding[]): void {
  if (warnings.length > 0) process.stderr.write(`${formatFindings(warnings)}\n`);
}

/** Returns the sites with these ids; undefined stands for all sites. @throws ArgumentError if the network has no site of an id */
function chosenSites(sites: readonly Site[], ids: readonly string[] | undefined): ReadonlySet<Site> | undefined {
  if (ids === undefined) return undefined;
  const byName = new Map(sites.map((site) => [site.siteName, site]));
  return new Set(
    ids.map((id) => {
      const site = byName.get(id);
      if (site !== undefined) return site;
      const fix = 'name sites of this network, by their ids';
      throw new ArgumentError('TelemetryNetwork', 'sites', `there is no site ${quote(id)}`, fix);
    }),
  );
}

/** Whether sites create network policies by default. @throws ArgumentError if the generation has none */
function requirePolicies(generation: Generation, networkPolicies: boolean | undefined): boolean {
  const { insteadOfPolicies } = SITE_GENERATIONS[generation];
  if (insteadOfPolicies !== undefined && networkPolicies === true) {
    const fix = `leave it out; ${insteadOfPolicies} of a site`;
    throw new ArgumentError('TelemetryNetwork', 'networkPolicies', 'are not made in the legacy generation', fix);
  }
  return networkPolicies ?? insteadOfPolicies === undefined;
}

/** The file by which validation plugins of `cdk8s synth` find the construct of an object. */
function constructMetadata(resources: ReadonlyMap<string, { readonly path: string }>): string {
  return JSON.stringify({ version: '1.0.0', resources: Object.fromEntries(resources) });
}
