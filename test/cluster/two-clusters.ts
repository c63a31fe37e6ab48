import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { ROOT } from '../root';
import { startCommand, type CommandResult, type RunningCommand } from './command';
import { ControlPlane, kubeconfig, type Access } from './control-plane';

/** The namespace of both sites of the README's program. */
export const NAMESPACE = 'telemetry';

/** Two API servers, for the two sites of the README's program, and the command as a process. Their controllers are played by the test. */
export class TwoClusters {
  private constructor(
    private readonly folder: string,
    public readonly hub: ControlPlane,
    public readonly edge: ControlPlane,
  ) {
    this.contexts('kubeconfig', { public: { plane: hub }, edge: { plane: edge } });
  }

  public static async start(): Promise<TwoClusters> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'two-clusters-'));
    const [hub, edge] = await Promise.all([ControlPlane.start('hub'), ControlPlane.start('edge')]);
    return new TwoClusters(folder, hub, edge);
  }

  public async stop(): Promise<void> {
    await Promise.all([this.hub.stop(), this.edge.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes a kubeconfig and gives its path. */
  public contexts(name: string, contexts: Readonly<Record<string, Access>>): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, JSON.stringify(kubeconfig(contexts)), { mode: 0o600 });
    return file;
  }

  /** Runs the command on the output of the README's program, with contexts named as its clusters. */
  public command(...args: readonly string[]): Promise<CommandResult> {
    return this.start(...args).ended;
  }

  /** Starts the command, for what runs until it is stopped. */
  public start(...args: readonly string[]): RunningCommand {
    const known = args.includes('--kubeconfig') ? [] : ['--kubeconfig', path.join(this.folder, 'kubeconfig')];
    return startCommand(ROOT, [...args, ...known]);
  }

  /** Applies the output of a site. */
  public apply(site: 'public' | 'edge'): void {
    this.planeOf(site).mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', path.join(ROOT, 'dist', site)]);
  }

  /** Writes a status, as controllers do. @param object as kubectl names it: `listener.skupper.io/x` */
  public report(site: 'public' | 'edge', object: string, status: unknown, namespace = NAMESPACE): void {
    const patch = ['patch', '-n', namespace, object, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })];
    this.planeOf(site).mustKubectl(patch);
  }

  /** Makes an object or changes it. */
  public make(site: 'public' | 'edge', object: unknown): void {
    this.planeOf(site).mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], JSON.stringify(object));
  }

  public planeOf(site: 'public' | 'edge'): ControlPlane {
    return site === 'public' ? this.hub : this.edge;
  }
}
