import type { IConstruct } from 'constructs';

import type { FindingOptions } from '../../synth/finding';
import { tryFindPlacement } from '../../synth/placement';
import type { Destination, Exporter } from '../catalogue/component';
import type { Pipeline } from '../config/pipeline';
import type { Signal } from '../config/signal';

/** An exporter that points into another cluster resolves to nothing in its own. */
export function otherClusters(collector: IConstruct, pipelines: readonly Pipeline<Signal>[]): FindingOptions[] {
  const here = tryFindPlacement(collector)?.cluster;
  return exportersOf(pipelines).flatMap(({ pipeline, exporter }) => {
    const there = exporter.target && tryFindPlacement(exporter.target)?.cluster;
    if (here === undefined || there === undefined || here.name === there.name) return [];
    return [
      {
        rule: 'exporter/other-cluster',
        location: `pipelines.${pipeline.id}.exporters.${exporter.id}`,
        message: `the exporter ${exporter.id} points at ${exporter.target?.node.path ?? ''} in the cluster ${there.name}, which cannot be reached from the cluster ${here.name} by that name`,
        fix: 'expose a receiver on the hub and export to that address: edge.exporterTo(hub.expose(…)), with the edge that this collector is on',
      },
    ];
  });
}

/**
 * The far end of an exporter has to receive the signal: it would answer that it does not know it, and the telemetry would be
 * dropped without being tried again.
 */
export function signalsNotReceived(pipelines: readonly Pipeline<Signal>[]): FindingOptions[] {
  return exportersOf(pipelines).flatMap(({ pipeline, exporter }) =>
    exporter.destinations.flatMap((destination) => {
      const { at, by, received } = arrivalAt(destination);
      if (received.has(pipeline.signal)) return [];
      const others = received.size === 0 ? 'nothing' : [...received].sort().join(' and ');
      return [
        {
          rule: 'exporter/signal-not-received',
          location: `pipelines.${pipeline.id}.exporters.${exporter.id}`,
          message: `sends ${pipeline.signal} to ${at}, where ${by} receives ${others}`,
          fix:
            'elsewhere' in destination
              ? `have the program of the hub receive ${pipeline.signal} there too, and take its attributes anew`
              : `receive ${pipeline.signal} there too: collector.${pipeline.signal}().receive(receiver).export(…)`,
        },
      ];
    }),
  );
}

/** Exporters that this package makes for a receiver speak plain text, within a cluster or over the link between routers. */
export function securedReceivers(pipelines: readonly Pipeline<Signal>[]): FindingOptions[] {
  return exportersOf(pipelines).flatMap(({ pipeline, exporter }) =>
    exporter.destinations.flatMap((destination) => {
      if (!('collector' in destination) || !destination.receiver.isSecured) return [];
      return [
        {
          rule: 'exporter/receiver-secured',
          location: `pipelines.${pipeline.id}.exporters.${exporter.id}`,
          message: `sends plain text without credentials to ${destination.collector.node.path}, where ${destination.receiver.id} asks for TLS or credentials`,
          fix: 'receive with a receiver of its own that asks for neither; links between sites are encrypted by the routers',
        },
      ];
    }),
  );
}

function arrivalAt(destination: Destination): { readonly at: string; readonly by: string; readonly received: ReadonlySet<Signal> } {
  if ('elsewhere' in destination) return { at: destination.elsewhere, by: 'its collector', received: destination.signals };
  const { collector, receiver } = destination;
  return { at: collector.node.path, by: receiver.id, received: collector.signalsOf(receiver) };
}

function exportersOf(
  pipelines: readonly Pipeline<Signal>[],
): readonly { readonly pipeline: Pipeline<Signal>; readonly exporter: Exporter }[] {
  return pipelines.flatMap((pipeline) =>
    pipeline.exporters.flatMap((exporter) => (exporter.kind === 'exporter' ? [{ pipeline, exporter }] : [])),
  );
}
