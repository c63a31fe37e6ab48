import { OperationError } from '../operation-error';
import type { CollectorProgram } from './collector-program';
import type { Configuration } from './configuration';
import { ContainerProgram, findEngine, type Engine } from './container-program';
import { LocalProgram } from './local-program';
import type { RunLimits } from './run-program';

/** Binaries on this machine: by image without tag, and one for the images of the OpenTelemetry Collector. */
export interface Binaries {
  readonly byImage: ReadonlyMap<string, string>;
  readonly collector?: string;
}

/** Chooses the program of each configuration. */
export class ProgramChoice {
  private readonly local = new Map<string, CollectorProgram>();
  private containers: Promise<CollectorProgram> | undefined;

  public constructor(
    private readonly binaries: Binaries,
    private readonly engine: Engine | undefined,
    private readonly limits: RunLimits,
  ) {}

  /**
   * Checks the images of the binaries.
   *
   * @param images images of the whole network
   * @throws OperationError if a binary is named for an image that the network does not have
   */
  public requireImages(images: readonly string[]): void {
    const known = new Set(images.flatMap((image) => [image, withoutTag(image)]));
    const unused = [...this.binaries.byImage.keys()].filter((image) => !known.has(image));
    if (unused.length === 0) return;
    const fix = `Use an image of the network: ${[...new Set(images.map(withoutTag))].join(', ')}.`;
    throw new OperationError('failure', `--otelcol names ${unused.join(', ')}, which no site has`, fix);
  }

  public async programOf({ image = '' }: Configuration): Promise<CollectorProgram> {
    const file = this.binaries.byImage.get(image) ?? this.binaries.byImage.get(withoutTag(image)) ?? this.collectorFor(image);
    if (file === undefined) return (this.containers ??= this.findContainers());
    const known = this.local.get(file) ?? new LocalProgram(file, this.limits);
    this.local.set(file, known);
    return known;
  }

  /** The binary of Jaeger is a collector with other components. */
  private collectorFor(image: string): string | undefined {
    return /(^|\/)jaeger$/.test(withoutTag(image)) ? undefined : this.binaries.collector;
  }

  private async findContainers(): Promise<CollectorProgram> {
    const engine = this.engine ?? (await findEngine(this.limits));
    return engine === undefined ? NOTHING : new ContainerProgram(engine, this.limits);
  }
}

/** Stands for a missing program. */
const NOTHING: CollectorProgram = {
  validate: ({ image }) =>
    Promise.resolve({
      state: 'unknown',
      message: `no binary is named for ${image ?? 'the default image of the operator'}, and neither podman nor docker works`,
      fix: `Set --otelcol ${image === undefined ? '' : `${withoutTag(image)}=`}PATH, or start podman or docker.`,
    }),
};

/** Name of an image without tag and digest. */
function withoutTag(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
