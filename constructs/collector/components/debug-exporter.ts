import { Exporter, type ComponentBinding } from '../component';

/**
 * Options of `debugExporter`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/v0.158.0/exporter/debugexporter
 */
export interface DebugExporterOptions {
  /** Name, if there is more than one debug exporter in a collector. @default - none: the id is `debug` */
  readonly name?: string;
  /** How much is printed: a line per batch, a line per item, or everything. @default 'basic' */
  readonly verbosity?: 'basic' | 'normal' | 'detailed';
}

/** Prints telemetry to the collector's log. Made by `debugExporter`. */
export class DebugExporter extends Exporter {
  private readonly verbosity: 'basic' | 'normal' | 'detailed';

  /** @internal */
  public constructor(options: DebugExporterOptions) {
    super('debug', options.name);
    this.verbosity = options.verbosity ?? 'basic';
  }

  public override bind(): ComponentBinding {
    return { config: { verbosity: this.verbosity } };
  }
}

/** An exporter that prints to the collector's log: the successor of `logging`, which is gone. */
export function debugExporter(options: DebugExporterOptions = {}): DebugExporter {
  return new DebugExporter(options);
}
