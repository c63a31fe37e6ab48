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
  private containers: Promise<CollectorProgram> | undefined;

  public constructor(
    private readonly binaries: Binaries,
    private readonly engine: Engine | undefined,
    private readonly limits: RunLimits,
  ) {}

  /** @throws OperationError if an image needs a container engine, and none works */
  public async programOf({ image = '' }: Configuration): Promise<CollectorProgram> {
    const file = this.binaries.byImage.get(image) ?? this.binaries.byImage.get(withoutTag(image)) ?? this.collectorFor(image);
    if (file !== undefined) return new LocalProgram(file, this.limits);
    this.containers ??= this.findContainers();
    return this.containers;
  }

  /** The binary of Jaeger is a collector with other components. */
  private collectorFor(image: string): string | undefined {
    return /(^|\/)jaeger$/.test(withoutTag(image)) ? undefined : this.binaries.collector;
  }

  private async findContainers(): Promise<CollectorProgram> {
    return new ContainerProgram(this.engine ?? (await findEngine(this.limits)), this.limits);
  }
}

/** Name of an image without tag and digest. */
function withoutTag(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
