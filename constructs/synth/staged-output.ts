import * as fs from 'node:fs';
import * as path from 'node:path';

/** Bytes that wait in memory at most; what is more waits on disk. */
const MOST_IN_MEMORY = 8 * 2 ** 20;
/** The same of a text that is made piece by piece, in characters. */
const MOST_OF_ONE_TEXT = 2 ** 20;

/** A file whose bytes change, and its new ones: the bytes, or the number of a file in the staging folder. */
interface Change {
  readonly file: string;
  readonly from: Buffer | number;
}

/**
 * The files of one synthesis below a folder, written all or none: texts wait in memory and, where they are many, in a folder
 * of their own beside the output, until `commit` moves them to their places. Files whose bytes do not change are not touched.
 */
export class StagedOutput {
  private readonly staging: string;
  private readonly waiting: { readonly file: string; readonly bytes: Buffer; readonly isNew: boolean }[] = [];
  private readonly staged: Change[] = [];
  private readonly there: Listing;
  private readonly long = new Map<string, LongText>();
  private readonly files = new Set<string>();
  private waitingSize = 0;
  private count = 0;

  public constructor(private readonly outdir: string) {
    this.staging = path.join(outdir, `${STAGING}${String(process.pid)}`);
    this.there = new Listing(outdir);
  }

  /**
   * Adds a file.
   *
   * @param file path below the folder, with `/`
   * @throws RangeError for a path that leaves the folder, or is there already
   */
  public put(file: string, text: string): void {
    this.claim(file);
    // As bytes, since a text that was put together piece by piece is kept in pieces.
    const bytes = Buffer.from(text);
    const isNew = !this.there.has(file);
    if (!isNew && readIfThere(path.join(this.outdir, file))?.equals(bytes) === true) return;
    this.waitingSize += bytes.length;
    // Once they are many, none waits in memory any more.
    if (this.waitingSize > MOST_IN_MEMORY) {
      for (const { file: name, bytes: text } of this.waiting.splice(0)) this.stage(name, text);
      this.stage(file, bytes);
    } else {
      this.waiting.push({ file, bytes, isNew });
    }
  }

  /** Adds to the end of a file that is made piece by piece. */
  public append(file: string, text: string): void {
    let long = this.long.get(file);
    if (long === undefined) {
      this.claim(file);
      long = new LongText(
        () => this.nextFile(),
        (number) => this.pathOf(number),
      );
      this.long.set(file, long);
    }
    long.append(text);
  }

  /** Number of files so far. */
  public get size(): number {
    return this.files.size;
  }

  /**
   * Moves everything to its place.
   *
   * @param stale paths below the folder that an earlier run wrote, and that are removed unless they are written now
   * @throws RangeError for a stale path that leaves the folder; nothing is changed then, nor if moving fails
   */
  public commit(stale: readonly string[] = []): void {
    for (const file of stale) requireInside(file);
    removeLeftovers(this.outdir);
    for (const [file, long] of this.long) {
      const from = long.write();
      if (!isSame(this.pathOf(from), path.join(this.outdir, file))) this.staged.push({ file, from });
    }
    const added: Change[] = [];
    for (const { file, bytes, isNew } of this.waiting.splice(0)) {
      // What replaces nothing need not lie beside its place first: taking it back is removing it.
      if (isNew) added.push({ file, from: bytes });
      else this.stage(file, bytes);
    }
    changeAll(
      this.outdir,
      [...this.staged, ...added],
      () => this.nextFile(),
      (number) => this.pathOf(number),
    );
    removeStale(
      this.outdir,
      stale.filter((file) => !this.files.has(file)),
    );
  }

  /** Removes what was staged and not moved. Safe to call at any time, and to be called at the end. */
  public discard(): void {
    fs.rmSync(this.staging, { recursive: true, force: true });
  }

  private claim(file: string): void {
    requireInside(file);
    if (this.files.has(file)) throw new RangeError(`${file} is there already`);
    this.files.add(file);
  }

  private stage(file: string, bytes: Buffer): void {
    const from = this.nextFile();
    fs.writeFileSync(this.pathOf(from), bytes);
    this.staged.push({ file, from });
  }

  /** Number of a further file in the staging folder. There may be a hundred thousand: paths are made when they are needed. */
  private nextFile(): number {
    if (this.count === 0) fs.mkdirSync(this.staging, { recursive: true });
    return this.count++;
  }

  private pathOf(number: number): string {
    return path.join(this.staging, String(number));
  }
}

const STAGING = '.synth-';

/** A text that is written on as it grows. */
class LongText {
  private pieces: string[] = [];
  private size = 0;
  private file: number | undefined;

  public constructor(
    private readonly newFile: () => number,
    private readonly pathOf: (number: number) => string,
  ) {}

  public append(text: string): void {
    this.pieces.push(text);
    this.size += text.length;
    if (this.size > MOST_OF_ONE_TEXT) this.write();
  }

  /** Writes what waits. @returns the number of the file that it is in */
  public write(): number {
    this.file ??= this.newFile();
    fs.appendFileSync(this.pathOf(this.file), this.pieces.join(''));
    this.pieces = [];
    this.size = 0;
    return this.file;
  }
}

/** Makes all changes, or none. @param newFile a number in the staging folder, for bytes that are replaced */
function changeAll(outdir: string, changes: readonly Change[], newFile: () => number, pathOf: (number: number) => string): void {
  /** The old bytes of each changed file, in the order of the changes. */
  const made: (number | undefined)[] = [];
  let lastFolder = '';
  try {
    for (const { file, from } of changes) {
      const target = path.join(outdir, file);
      const folder = path.dirname(target);
      if (folder !== lastFolder) fs.mkdirSync(folder, { recursive: true });
      lastFolder = folder;
      if (typeof from !== 'number') {
        writeNew(target, from);
        made.push(undefined);
        continue;
      }
      const status = fs.lstatSync(target, { throwIfNoEntry: false });
      if (status?.isDirectory() === true) throw new Error(`${target} has to be a file, and is a folder`);
      const old = status === undefined ? undefined : newFile();
      if (old !== undefined) fs.renameSync(target, pathOf(old));
      made.push(old);
      fs.renameSync(pathOf(from), target);
    }
  } catch (error) {
    for (const [i, old] of [...made.entries()].reverse()) {
      const target = path.join(outdir, changes[i]?.file ?? '');
      fs.rmSync(target, { force: true });
      if (old !== undefined) fs.renameSync(pathOf(old), target);
    }
    throw error;
  }
}

/** Writes a file that is not there, all of it or none. */
function writeNew(target: string, bytes: Buffer): void {
  const file = fs.openSync(target, 'wx');
  try {
    fs.writeFileSync(file, bytes);
  } catch (error) {
    fs.rmSync(target, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
}

function removeStale(outdir: string, stale: readonly string[]): void {
  const files = stale.filter((file) => fs.lstatSync(path.join(outdir, file), { throwIfNoEntry: false })?.isFile() === true);
  for (const file of files) fs.rmSync(path.join(outdir, file));
  for (const folder of new Set(files.map((file) => path.dirname(file)))) {
    for (let above = folder; above !== '.' && fs.readdirSync(path.join(outdir, above)).length === 0; above = path.dirname(above)) {
      fs.rmdirSync(path.join(outdir, above));
    }
  }
}

/** What a run left behind that was killed. */
function removeLeftovers(outdir: string): void {
  if (!fs.existsSync(outdir)) return;
  for (const name of fs.readdirSync(outdir)) {
    const [, pid] = /^\.synth-(\d+)$/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) fs.rmSync(path.join(outdir, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function requireInside(file: string): void {
  const normal = path.posix.normalize(file);
  if (path.posix.isAbsolute(normal) || normal !== file || normal.startsWith('..') || file.includes('\\')) {
    throw new RangeError(`${file} is not a path below the output folder`);
  }
}

/** What is below a folder, looked up folder by folder: a path that is not there is asked for once. */
class Listing {
  private readonly names = new Map<string, ReadonlySet<string>>();

  public constructor(private readonly root: string) {}

  public has(file: string): boolean {
    const folder = path.posix.dirname(file);
    let names = this.names.get(folder);
    if (names === undefined) {
      const full = path.join(this.root, folder);
      names = new Set(fs.existsSync(full) ? fs.readdirSync(full) : []);
      // Files come folder by folder: that of the last is enough.
      this.names.clear();
      this.names.set(folder, names);
    }
    return names.has(path.posix.basename(file));
  }
}

function isSame(a: string, b: string): boolean {
  const status = fs.statSync(b, { throwIfNoEntry: false });
  return status?.isFile() === true && status.size === fs.statSync(a).size && fs.readFileSync(a).equals(fs.readFileSync(b));
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
