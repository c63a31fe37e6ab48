import { mkdtempSync } from 'node:fs';
import * as path from 'node:path';

import { expect, inject } from 'vitest';

import { printedText } from './printed';
import { examplePrograms, synthesizeExample } from './programs';

/** Output of the examples that the tests of this worker asked for. */
class ExampleOutput {
  private readonly folders = new Map<string, Promise<string>>();
  /** Folder of this worker. The end of the run removes it: test/built.mts. */
  private readonly folder = mkdtempSync(path.join(inject('examples'), 'worker-'));

  public of(name: string): Promise<string> {
    const folder = this.folders.get(name) ?? this.write(name);
    this.folders.set(name, folder);
    return folder;
  }

  public async all(): Promise<string> {
    for (const { name } of examplePrograms()) await this.of(name);
    return this.folder;
  }

  private async write(name: string): Promise<string> {
    const program = examplePrograms().find((one) => one.name === name);
    if (program === undefined) throw new Error(`there is no example ${name}`);
    const outdir = path.join(this.folder, name);
    await synthesizeExample(program, outdir);
    expect(printedText(), `examples/${name} must print nothing`).toBe('');
    return outdir;
  }
}

// Files of a worker share their modules, so each worker synthesizes an example once.
const output = new ExampleOutput();

/** Folder with the output of an example, from the current sources. Tests must not change it. */
export function exampleOutput(name: string): Promise<string> {
  return output.of(name);
}

/** Folder with the output of every example, each in a folder with its name. Tests must not change it. */
export function allExampleOutput(): Promise<string> {
  return output.all();
}
