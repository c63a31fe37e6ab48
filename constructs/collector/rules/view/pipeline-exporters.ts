import type { Exporter } from '../../catalogue/component';
import type { Pipeline } from '../../config/pipeline';
import type { Signal } from '../../config/signal';

/** Exporter of a pipeline. */
export interface PipelineExporter {
  readonly pipeline: Pipeline<Signal>;
  readonly exporter: Exporter;
}

/** Returns the exporters of pipelines, without connectors. */
export function exportersOf(pipelines: readonly Pipeline<Signal>[]): readonly PipelineExporter[] {
  return pipelines.flatMap((pipeline) =>
    pipeline.exporters.flatMap((exporter) => (exporter.kind === 'exporter' ? [{ pipeline, exporter }] : [])),
  );
}
