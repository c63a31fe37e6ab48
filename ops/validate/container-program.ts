import { errorOf, type CollectorProgram, type Verdict } from './collector-program';
import type { Configuration } from './configuration';
import { runProgram, type RunLimits } from './run-program';

/** Programs that run images. */
export const ENGINES = ['podman', 'docker'] as const;
export type Engine = (typeof ENGINES)[number];

/** Variable with the configuration: unlike a file or standard input, it is readable for every user of an image. */
const CONFIG = 'OTEL_SKUPPER_CONFIG';

/** Exit codes of the engines for a container that did not start. */
const NOT_STARTED: readonly number[] = [125, 126, 127];

/** Finds an engine that works on this machine. */
export async function findEngine(limits: RunLimits): Promise<Engine | undefined> {
  for (const engine of ENGINES) {
    const { code } = await runProgram(engine, ['version'], process.env, limits);
    if (code === 0) return engine;
  }
  return undefined;
}

/** The collector of the image in the manifest, in a container without network. */
export class ContainerProgram implements CollectorProgram {
  public constructor(
    private readonly engine: Engine,
    private readonly limits: RunLimits,
  ) {}

  public async validate({ image, text, args, env, mounts }: Configuration): Promise<Verdict> {
    if (image === undefined) {
      const fix = 'Set image in the program, or set --otelcol to the path of a collector binary.';
      return { state: 'unknown', message: 'the manifest names no image: the operator chooses one', fix };
    }
    const variables = { ...env, [CONFIG]: text };
    const flags = [
      ...Object.keys(variables).flatMap((name) => ['--env', name]),
      ...mounts.filter((mount) => mount !== '/').flatMap((mount) => ['--tmpfs', mount]),
    ];
    const command = ['run', '--rm', '--network=none', ...flags, image, 'validate', `--config=env:${CONFIG}`, ...args];
    const { code, stderr, failure } = await runProgram(this.engine, command, { ...process.env, ...variables }, this.limits);
    if (failure !== undefined || code === undefined || NOT_STARTED.includes(code)) {
      const message = `${this.engine} did not run ${image}: ${failure ?? stderr.trim()}`;
      return { state: 'unknown', message, fix: `Check that ${this.engine} runs and can pull the image, or set --otelcol to a binary.` };
    }
    return code === 0 ? { state: 'valid' } : { state: 'invalid', message: errorOf(stderr) };
  }
}
