import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { EdgeSite, PublicSite, SiteLink, TelemetryNetwork } from '../../constructs';
import { startCommand, type CommandResult, type RunningCommand } from './command';
import { ControlPlane, kubeconfig } from './control-plane';
import { SkupperV1Controllers, type V1Behaviour } from './skupper-v1-controllers';

/** Two API servers on which Skupper v1 is played: one for hubs, one for sites that link. */
export class LegacyStage {
  /** Folder of the kubeconfig and of all output. */
  public readonly folder = mkdtempSync(path.join(os.tmpdir(), 'link-legacy-'));
  public readonly controllers: SkupperV1Controllers;

  public static async start(): Promise<LegacyStage> {
    const [hub, edge] = await Promise.all([ControlPlane.start('hub'), ControlPlane.start('edge')]);
    return new LegacyStage(hub, edge);
  }

  private constructor(
    public readonly hubPlane: ControlPlane,
    public readonly edgePlane: ControlPlane,
  ) {
    this.controllers = new SkupperV1Controllers(hubPlane, edgePlane);
    const contexts = { hub: { plane: hubPlane }, edges: { plane: edgePlane } };
    writeFileSync(path.join(this.folder, 'kubeconfig'), JSON.stringify(kubeconfig(contexts)), { mode: 0o600 });
  }

  public async stop(): Promise<void> {
    await this.controllers.stop();
    await Promise.all([this.hubPlane.stop(), this.edgePlane.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** How the sites of a pair behave. */
export interface LegacyPairOptions {
  readonly hub?: V1Behaviour;
  readonly edge?: V1Behaviour;
  /** Makes a hub of the site that links, whose link costs this. */
  readonly cost?: number;
  /** How many sites link, by one request of this name. @default - one, by a request of its own */
  readonly shared?: { readonly request: string; readonly edges: number };
}

let count = 0;

/** A hub and what links to it, in namespaces of their own, applied to the clusters. */
export class LegacyPair {
  public readonly hub: string;
  public readonly edge: string;
  public readonly dist: string;
  /** Names of the sites that link. */
  public readonly names: readonly string[];
  /** The request for the token. */
  public readonly request: string;

  public constructor(
    private readonly stage: LegacyStage,
    options: LegacyPairOptions = {},
  ) {
    const { controllers, folder, edgePlane } = stage;
    const id = String(++count);
    this.hub = `hub-${id}`;
    this.edge = `edge-${id}`;
    this.dist = path.join(folder, `dist-${id}`);
    controllers.sites.set(this.hub, options.hub ?? {}).set(this.edge, options.edge ?? {});
    const network = new TelemetryNetwork({ outdir: this.dist, generation: 'legacy' });
    const hub = new PublicSite(network, this.hub, { namespace: this.hub });
    const { cost, shared } = options;
    this.names = Array.from({ length: shared?.edges ?? 1 }, (_, i) => (i === 0 ? this.edge : `${this.edge}-${String(i)}`));
    this.request = shared?.request ?? `link-${this.edge}`;
    const linkOptions = { ...(cost !== undefined && { cost }), ...(shared && { request: shared.request }) };
    for (const name of this.names) {
      const props = { namespace: name, links: [SiteLink.token(hub, linkOptions)] };
      if (cost === undefined) new EdgeSite(network, name, props);
      else new PublicSite(network, name, props);
    }
    network.synth();
    this.applyHub();
    for (const name of this.names) this.apply(edgePlane, name, ['00-namespace.yaml', '20-skupper-site.yaml']);
  }

  /** Applies manifests of the hub, as somebody does once more. */
  public applyHub(files: readonly string[] = ['00-namespace.yaml', '20-skupper-site.yaml', '50-token-requests.yaml']): void {
    this.apply(this.stage.hubPlane, this.hub, files);
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

  /** How often the hub was asked for a token. */
  public get issued(): number {
    return this.stage.controllers.issued.filter((name) => name === `${this.hub}/${this.request}`).length;
  }

  public inHub(...args: readonly string[]): string {
    return this.stage.hubPlane.mustKubectl(['-n', this.hub, ...args]).trim();
  }

  public inEdge(...args: readonly string[]): string {
    return this.stage.edgePlane.mustKubectl(['-n', this.edge, ...args]).trim();
  }

  /** The Secret that is the link. */
  public token(site = this.edge): TokenSecret {
    return JSON.parse(this.stage.edgePlane.mustKubectl(['-n', site, 'get', 'secret', this.hub, '-o', 'json'])) as TokenSecret;
  }

  private apply(plane: ControlPlane, site: string, files: readonly string[]): void {
    const args = files.flatMap((file) => ['-f', path.join(this.dist, site, file)]);
    plane.mustKubectl(['apply', '--server-side', '--force-conflicts', ...args]);
  }
}

/** A token as kubectl prints it. */
export interface TokenSecret {
  readonly type: string;
  readonly metadata: {
    readonly uid: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly ownerReferences?: unknown;
  };
  readonly data: Readonly<Record<string, string>>;
}
