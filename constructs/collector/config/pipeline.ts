import type { REFERS } from '../../../imports/otelcol/references';
import type { Component, Connector, Exporter, Processor, Receiver } from '../catalogue/component';
import type { Signal } from './signal';

/** Is told of each component of its pipelines. */
export interface ComponentOwner {
  adopt(component: Component): void;
}

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

  /** Type-level only: fits where an option refers to a pipeline. */
  declare public readonly [REFERS]: 'pipeline';

  private readonly ownReceivers = new Set<Receiver | Connector>();
  private readonly ownProcessors = new Set<Processor>();
  private readonly ownExporters = new Set<Exporter | Connector>();
  private readonly owner: ComponentOwner | undefined;
  private next: Pipeline<S> | undefined;

  /** @internal */
  public constructor(signal: S, name: string | undefined, owner?: ComponentOwner) {
    this.owner = owner;
    this.signal = signal;
    this.id = name === undefined ? signal : `${signal}/${name}`;
  }

  /** Adds receivers, and connectors that other pipelines export to. */
  public receive(...receivers: (Receiver<S> | Connector<never, S>)[]): this {
    return this.add(this.ownReceivers, receivers as (Receiver | Connector)[]);
  }

  /** Adds processors, after those that are there. */
  public process(...processors: Processor<S>[]): this {
    return this.add(this.ownProcessors, processors as Processor[]);
  }

  /** Adds exporters, and connectors that other pipelines receive from. */
  public export(...exporters: (Exporter<S> | Connector<S, never>)[]): this {
    const { next } = this;
    const sent = exporters.filter((exporter) => exporter.kind === 'exporter');
    if (next !== undefined) next.export(...sent);
    else for (const exporter of sent) exporter.sends(this.signal);
    const own = next === undefined ? exporters : exporters.filter(({ kind }) => kind === 'connector');
    return this.add(this.ownExporters, own as (Exporter | Connector)[]);
  }

  /**
   * Sends to a pipeline of another collector, which has the exporters from now on. Connectors stay: they take what this one has.
   *
   * @internal
   */
  public continueIn(next: Pipeline<S>, by: Exporter<S>): void {
    this.export(by);
    this.next = next;
  }

  public get receivers(): readonly (Receiver | Connector)[] {
    return [...this.ownReceivers];
  }

  public get processors(): readonly Processor[] {
    return [...this.ownProcessors];
  }

  public get exporters(): readonly (Exporter | Connector)[] {
    return [...this.ownExporters];
  }

  private add<C extends Component>(own: Set<C>, components: readonly C[]): this {
    for (const component of components) {
      own.add(component);
      this.owner?.adopt(component);
    }
    return this;
  }
}
