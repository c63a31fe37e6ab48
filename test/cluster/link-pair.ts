import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { EdgeSite, PublicSite, SiteLink, TelemetryNetwork } from '../../constructs';
import { VERSIONS } from '../../imports/versions';
import { startCommand, type CommandResult, type RunningCommand } from './command';
import { ControlPlane, kubeconfig } from './control-plane';
import { crdFolder } from './crds';
import { SkupperControllers, type HubBehaviour, type SiteBehaviour } from './skupper-controllers';

/** Two API servers with what plays Skupper's controllers on them: one for hubs, one for sites that link. */
export class LinkStage {
  /** Folder of the kubeconfig and of all output. */
  public readonly folder = mkdtempSync(path.join(os.tmpdir(), 'link-'));
  public readonly controllers: SkupperControllers;

  public static async start(): Promise<LinkStage> {
    const [hub, edge] = await Promise.all([ControlPlane.start('hub'), ControlPlane.start('edge')]);
    for (const plane of [hub, edge]) plane.installCrds(path.join(crdFolder(), `skupper-${VERSIONS.skupper}`));
    return new LinkStage(hub, edge);
  }

  private constructor(
    public readonly hubPlane: ControlPlane,
    public readonly edgePlane: ControlPlane,
  ) {
    this.controllers = new SkupperControllers(hubPlane, edgePlane);
    const contexts = {
      hub: { plane: hubPlane },
      edges: { plane: edgePlane },
      'hub-limited': { plane: hubPlane, token: 'limited' },
      'hub-stranger': { plane: hubPlane, token: 'nobody' },
      'hub-gone': { plane: { port: 9 } },
    };
    writeFileSync(path.join(this.folder, 'kubeconfig'), JSON.stringify(kubeconfig(contexts)), { mode: 0o600 });
  }

  public async stop(): Promise<void> {
    await this.controllers.stop();
    await Promise.all([this.hubPlane.stop(), this.edgePlane.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** How the sites of a pair behave. */
export interface PairOptions {
  readonly hub?: HubBehaviour;
  readonly edge?: SiteBehaviour;
  /** Makes a hub of the site that links, whose link costs this. */
  readonly cost?: number;
  /** How many sites link. @default - one */
  readonly edges?: number;
}

let count = 0;

/** A hub and an edge in namespaces of their own, applied to the clusters. */
export class LinkPair {
  public readonly hub: string;
  public readonly edge: string;
  public readonly dist: string;
  /** Names of the sites that link. */
  public readonly names: readonly string[];

  public constructor(
    private readonly stage: LinkStage,
    options: PairOptions = {},
  ) {
    const { controllers, folder, hubPlane, edgePlane } = stage;
    const id = String(++count);
    this.hub = `hub-${id}`;
    this.edge = `edge-${id}`;
    this.dist = path.join(folder, `dist-${id}`);
    controllers.hubs.set(this.hub, options.hub ?? {});
    controllers.sites.set(this.edge, options.edge ?? {});
    const network = new TelemetryNetwork({ outdir: this.dist });
    const hub = new PublicSite(network, this.hub, { namespace: this.hub, ha: options.hub?.ha });
    this.names = options.edges === undefined ? [this.edge] : Array.from({ length: options.edges }, (_, i) => `${this.edge}-${String(i)}`);
    for (const name of this.names) {
      const { cost } = options;
      if (cost === undefined) new EdgeSite(network, name, { namespace: name, links: [SiteLink.token(hub)] });
      else new PublicSite(network, name, { namespace: name, links: [SiteLink.token(hub, { cost })] });
    }
    network.synth();
    this.apply(hubPlane, this.hub);
    for (const name of this.names) this.apply(edgePlane, name);
  }

  /** Runs `link` to its end. */
  public link(...args: readonly string[]): Promise<CommandResult> {
    return this.start(...args).ended;
  }

  public start(...args: readonly string[]): RunningCommand {
    const contexts = [
      '--context',
      `${this.hub}=hub`,
      ...this.names.flatMap((name) => ['--context', `${name}=edges`]),
      '--kubeconfig',
      path.join(this.stage.folder, 'kubeconfig'),
    ];
    return startCommand(this.stage.folder, ['link', '--dist', this.dist, ...contexts, '--timeout', '20s', ...args]);
  }

  /** How often a token for the edge was redeemed. */
  public get redemptions(): number {
    return this.stage.controllers.redemptions.filter((name) => name === `link-${this.edge}`).length;
  }

  public inHub(...args: readonly string[]): string {
    return this.stage.hubPlane.mustKubectl(['-n', this.hub, ...args]).trim();
  }

  public inEdge(...args: readonly string[]): string {
    return this.stage.edgePlane.mustKubectl(['-n', this.edge, ...args]).trim();
  }

  public get links(): readonly string[] {
    return this.inEdge('get', 'links.skupper.io', '-o', 'name').split('\n').filter(Boolean);
  }

  private apply(plane: ControlPlane, site: string): void {
    plane.mustKubectl(['apply', '--server-side', '-f', path.join(this.dist, site, '00-namespace.yaml')]);
    plane.mustKubectl(['apply', '--server-side', '-f', path.join(this.dist, site, '20-skupper-site.yaml')]);
  }
}
