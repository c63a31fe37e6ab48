import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';

/** One Go module, pinned by version and by the checksum that Go keeps for it. */
export interface ModulePin {
  readonly module: string;
  readonly version: string;
  readonly sum: string;
}

interface Download {
  readonly Dir: string;
  readonly Sum: string;
}

/** The Go modules that hold the components and the configuration packages they share. */
export class Modules {
  private readonly folders = new Map<string, Promise<string>>();
  private readonly pins: Map<string, ModulePin>;
  private readonly used = new Map<string, ModulePin>();

  /**
   * @param pins the modules known so far
   * @param repin whether modules that are not among them may be added
   */
  public constructor(
    pins: readonly ModulePin[],
    private readonly repin: boolean,
  ) {
    this.pins = new Map(pins.map((pin) => [pin.module, pin]));
  }

  /** Every module that was asked for, sorted. */
  public get all(): readonly ModulePin[] {
    return [...this.used.values()].sort((a, b) => (a.module < b.module ? -1 : 1));
  }

  /** The folder of a module. @throws if its content is not what is pinned, or it is not to be had */
  public folder(module: string, version?: string): Promise<string> {
    const known = this.folders.get(module);
    if (known !== undefined) return known;
    const folder = this.download(module, version);
    this.folders.set(module, folder);
    return folder;
  }

  /** The folder of a Go package, in the module that `requiredBy` takes it from. */
  public async package(name: string, requiredBy: string): Promise<string> {
    for (let module = name; module.includes('/'); module = module.slice(0, module.lastIndexOf('/'))) {
      const version = (this.pins.get(module) ?? this.used.get(module))?.version ?? (await this.versionIn(requiredBy, module));
      if (version !== undefined) return path.join(await this.folder(module, version), name.slice(module.length));
    }
    throw new Error(`${requiredBy} requires no module that holds ${name}`);
  }

  /** Checks that a module requires another one at the version that is pinned. @throws if it does not */
  public async checkRequired(module: string, requiredBy: string): Promise<void> {
    const required = await this.versionIn(requiredBy, module);
    const { version } = this.used.get(module) ?? {};
    if (required !== version) throw new Error(`${requiredBy} requires ${module} ${required ?? ''}, pinned is ${version ?? 'none'}`);
  }

  private async versionIn(requiredBy: string, module: string): Promise<string | undefined> {
    if (!requiredBy.includes('/')) return undefined;
    const file = await readFile(path.join(await this.folder(requiredBy), 'go.mod'), 'utf8');
    const line = file.split('\n').find((text) => text.replace(/^(require)?\s+/, '').startsWith(`${module} v`));
    return line?.split(/\s+/).find((word) => /^v\d/.test(word));
  }

  private async download(module: string, wanted?: string): Promise<string> {
    const pin = this.pins.get(module);
    const version = pin?.version ?? wanted;
    if (version === undefined || (pin === undefined && !this.repin))
      throw new Error(`${module} is not pinned; run npm run import -- --pin`);
    const { Dir, Sum } = await goModDownload(`${module}@${version}`);
    if (pin !== undefined && pin.sum !== Sum) throw new Error(`${module}@${version}: checksum is ${Sum}, pinned is ${pin.sum}`);
    this.used.set(module, { module, version, sum: Sum });
    return Dir;
  }
}

async function goModDownload(query: string): Promise<Download> {
  const { stdout } = await promisify(execFile)('go', ['mod', 'download', '-json', query], { cwd: '/', timeout: 300_000 });
  return JSON.parse(stdout) as Download;
}
