import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { errorOf, type CollectorProgram, type Verdict } from './collector-program';
import type { Configuration } from './configuration';
import { runProgram, type RunLimits } from './run-program';

/** A collector that is installed on this machine. */
export class LocalProgram implements CollectorProgram {
  public constructor(
    /** Path of the binary. */
    private readonly file: string,
    private readonly limits: RunLimits,
  ) {}

  private version: Promise<string | undefined> | undefined;

  public async validate(configuration: Configuration): Promise<Verdict> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'otel-skupper-'));
    try {
      const volumes = makeVolumes(folder, configuration.mounts);
      const config = path.join(folder, 'config.json');
      writeFileSync(config, withVolumes(configuration.text, volumes), { mode: 0o600 });
      const args = ['validate', `--config=${config}`, ...configuration.args];
      const { PATH, SystemRoot } = process.env;
      const { code, stderr, failure } = await runProgram(this.file, args, { PATH, SystemRoot, ...configuration.env }, this.limits);
      if (failure !== undefined) {
        return {
          state: 'unknown',
          message: `${this.file} did not run: ${failure}`,
          fix: 'Set --otelcol to the path of a collector binary.',
        };
      }
      if (code === 0) return { state: 'valid', ...(await this.doubtAbout(configuration)) };
      return { state: 'invalid', message: volumes.reduce((text, { mount, place }) => text.replaceAll(place, mount), errorOf(stderr)) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Compares the version of the binary with that of the image. */
  private async doubtAbout({ image = '' }: Configuration): Promise<{ readonly doubt?: string }> {
    const wanted = versionIn(image.slice(image.lastIndexOf(':') + 1));
    this.version ??= runProgram(this.file, ['--version'], process.env, this.limits).then(({ stdout }) => versionIn(stdout));
    const version = await this.version;
    if (wanted === undefined || version === undefined || version === wanted) return {};
    return { doubt: `${this.file} is version ${version}, and the image is version ${wanted}` };
  }
}

/** Returns major and minor version in a text, for example 0.158. */
function versionIn(text: string): string | undefined {
  return /(\d+\.\d+)\.\d+/.exec(text)?.[1];
}

/** Folder on this machine in place of a volume of the pod. */
interface Volume {
  readonly mount: string;
  readonly place: string;
}

/** Creates a folder for each volume: some components check that their folders exist. */
function makeVolumes(folder: string, mounts: readonly string[]): readonly Volume[] {
  const volumes = mounts.map((mount, i) => {
    const place = path.join(folder, `volume-${String(i)}`);
    mkdirSync(place);
    return { mount: mount.replace(/\/+$/, ''), place };
  });
  // The longest path is first: a volume can be mounted below another one.
  return volumes.sort((a, b) => b.mount.length - a.mount.length);
}

function withVolumes(text: string, volumes: readonly Volume[]): string {
  return JSON.stringify(JSON.parse(text), (_, value: unknown) => {
    if (typeof value !== 'string') return value;
    const found = volumes.find(({ mount }) => value === mount || value.startsWith(`${mount}/`));
    return found === undefined ? value : `${found.place}${value.slice(found.mount.length)}`;
  });
}
