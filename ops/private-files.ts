import * as fs from 'node:fs';
import * as path from 'node:path';

/** Files that nobody else may read: mode 0600, in folders of mode 0700. */
export class PrivateFiles {
  /** @param root below which everything is written; a folder that is there already keeps its mode */
  public constructor(public readonly root: string) {}

  /** Text of a file, undefined if there is none. */
  public read(file: string): string | undefined {
    try {
      return fs.readFileSync(path.join(this.root, file), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /**
   * Writes a file whole or not at all: into a file beside it, which then takes its place.
   *
   * @param file path below the root, with one folder
   */
  public write(file: string, text: string): void {
    const folder = path.dirname(path.join(this.root, file));
    this.makeRoot();
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.chmodSync(folder, 0o700);
    const waiting = path.join(folder, `${WAITING}${String(process.pid)}-${path.basename(file)}`);
    fs.rmSync(waiting, { force: true });
    try {
      const handle = fs.openSync(waiting, 'wx', 0o600);
      try {
        fs.writeFileSync(handle, text);
        fs.fsyncSync(handle);
      } finally {
        fs.closeSync(handle);
      }
      fs.renameSync(waiting, path.join(this.root, file));
    } catch (error) {
      fs.rmSync(waiting, { force: true });
      throw error;
    }
  }

  /** A folder that is made here is one that git ignores. */
  private makeRoot(): void {
    if (fs.existsSync(this.root)) return;
    fs.mkdirSync(this.root, { recursive: true, mode: 0o700 });
    fs.writeFileSync(path.join(this.root, '.gitignore'), '*\n');
  }

  /** Sees to it that nobody else reads a file or its folder, though it is right otherwise. */
  public close(file: string): void {
    const full = path.join(this.root, file);
    for (const [place, mode] of [
      [path.dirname(full), 0o700],
      [full, 0o600],
    ] as const) {
      if ((fs.statSync(place).mode & 0o077) !== 0) fs.chmodSync(place, mode);
    }
  }

  /** Removes what runs that were interrupted left in a folder. Those of runs that still go on stay. */
  public sweep(folder: string): void {
    const full = path.join(this.root, folder);
    if (!fs.existsSync(full)) return;
    for (const name of fs.readdirSync(full)) {
      const [, pid] = LEFT.exec(name) ?? [];
      if (pid !== undefined && !isRunning(Number(pid))) fs.rmSync(path.join(full, name), { force: true });
    }
  }
}

const WAITING = '.otel-skupper-';
const LEFT = /^\.otel-skupper-(\d+)-/;

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
