import type { Exporter, Processor, Receiver } from './component';
import type { Signal } from './signal';

/**
 * One pipeline of a collector: what is received is processed in the order given and exported to every exporter.
 * Collections only grow; the same component twice is there once.
 *
 * @typeParam S the signal that this pipeline carries
 */
export class Pipeline<S extends Signal> {
  /** The signal it carries. */
  public readonly signal: S;
  /** `traces`, or `traces/name` for a named one. */
  public readonly id: string;

  private readonly ownReceivers = new Set<Receiver>();
  private readonly ownProcessors = new Set<Processor>();
  private readonly ownExporters = new Set<Exporter>();

  /** @internal */
  public constructor(signal: S, name: string | undefined) {
    this.signal = signal;
    this.id = name === undefined ? signal : `${signal}/${name}`;
  }

  /** Adds receivers. */
  public receive(...receivers: Receiver<S>[]): this {
    for (const receiver of receivers) this.ownReceivers.add(receiver as Receiver);
    return this;
  }

  /** Adds processors, after those that are there. */
  public process(...processors: Processor<S>[]): this {
    for (const processor of processors) this.ownProcessors.add(processor as Processor);
    return this;
  }

  /** Adds exporters. */
  public export(...exporters: Exporter<S>[]): this {
    for (const exporter of exporters) this.ownExporters.add(exporter as Exporter);
    return this;
  }

  public get receivers(): readonly Receiver[] {
    return [...this.ownReceivers];
  }

  public get processors(): readonly Processor[] {
    return [...this.ownProcessors];
  }

  public get exporters(): readonly Exporter[] {
    return [...this.ownExporters];
  }
}
