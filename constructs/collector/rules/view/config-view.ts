import type { ComponentClass } from '../../../../imports/otelcol/references';
import { record } from '../../../synth/record';

/** A rendered configuration, JSON patches included, read without trust in its shape. */
export class ConfigView {
  private readonly config: Readonly<Record<string, unknown>>;

  public constructor(spec: unknown) {
    this.config = record(record(spec)['config']);
  }

  /** The components of a section by id, each with its settings. */
  public section(name: ComponentClass): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
    return new Map(Object.entries(record(this.config[name])).map(([id, settings]) => [id, record(settings)]));
  }

  /** The pipelines by id. */
  public get pipelines(): ReadonlyMap<string, PipelineView> {
    const pipelines = record(this.service['pipelines']);
    return new Map(
      Object.entries(pipelines).map(([id, value]) => {
        const pipeline = record(value);
        return [
          id,
          { receivers: texts(pipeline['receivers']), processors: texts(pipeline['processors']), exporters: texts(pipeline['exporters']) },
        ];
      }),
    );
  }

  /** The extensions that are switched on. */
  public get enabledExtensions(): readonly string[] {
    return texts(this.service['extensions']);
  }

  /** The section `service`. */
  public get service(): Readonly<Record<string, unknown>> {
    return record(this.config['service']);
  }
}

/** One pipeline: ids of its components. */
export interface PipelineView {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

/** Parts of a pipeline that list components. */
export const PIPELINE_PARTS = ['receivers', 'processors', 'exporters'] as const satisfies readonly (keyof PipelineView)[];

/** The type in a component's id. */
export function typeOf(id: string): string {
  return id.split('/', 1)[0] ?? id;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
