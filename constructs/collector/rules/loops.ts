import type { IConstruct } from 'constructs';

import type { FindingOptions } from '../../synth/finding';
import type { FedPipeline, ReceiverDestination } from '../catalogue/component';
import { hostAndPort, withoutCredentials } from '../connections/endpoint';
import { isServer } from '../connections/listeners';
import type { CollectorView } from './collector-view';

/** An exporter whose endpoint is a port that a receiver of the same collector listens on. */
export function ownReceiver(view: CollectorView): FindingOptions[] {
  const { namespace: own, serviceName } = view.program;
  const services = [serviceName, `${serviceName}-headless`];
  const listening = new Map(
    view
      .in('receivers')
      .flatMap((receiver) =>
        view.portsOf(receiver).flatMap(({ port, transport }) => (transport === 'TCP' ? [[port, receiver.id] as const] : [])),
      ),
  );
  return view.in('exporters').flatMap(({ id, type, location, settings }): FindingOptions[] => {
    const { endpoint } = settings;
    if (isServer('exporters', type) || typeof endpoint !== 'string') return [];
    const { host, port = type === 'otlp_grpc' ? 4317 : 4318 } = hostAndPort(endpoint);
    const [name = '', namespace] = host.split('.');
    const isOwnService = services.includes(name) && (namespace === undefined || namespace === own);
    const receiver = listening.get(port);
    if (receiver === undefined || !(isOwnService || /^(localhost|127\.[\d.]+|\[::1\])$/.test(host))) return [];
    return [
      {
        rule: 'exporter/loop',
        location: `${location}.endpoint`,
        message: `${id} sends to ${withoutCredentials(endpoint)}, where the receiver ${receiver} of the same collector listens: telemetry goes round for ever`,
        fix: 'export to another collector or a backend; join pipelines of one collector by a connector',
      },
    ];
  });
}

interface Stop {
  readonly collector: IConstruct;
  readonly pipeline: FedPipeline;
}

/** Telemetry that comes back, over other collectors and sites, to the pipeline that exported it. */
export function exportLoop(collector: ReceiverDestination['collector'] & IConstruct, pipelines: readonly FedPipeline[]): FindingOptions[] {
  return pipelines.flatMap((pipeline) => {
    const start: Stop = { collector, pipeline };
    const way = wayBack(start, start, [], new Set());
    // Circles within one collector are for the other rules; of the others, the pipeline that is first by name tells.
    const key = (stop: Stop): string => `${stop.collector.node.path} ${stop.pipeline.id}`;
    if (way === undefined || way.every((stop) => stop.collector === collector)) return [];
    if (way.some((stop) => key(stop) < key(start))) return [];
    return [
      {
        rule: 'exporter/loop',
        location: `pipelines.${pipeline.id}`,
        message: `what ${pipeline.id} exports comes back to it: ${[...way, start].map((stop) => `${stop.collector.node.path} (${stop.pipeline.id})`).join(' → ')}`,
        fix: 'take the exporter out that leads back',
      },
    ];
  });
}

function wayBack(at: Stop, start: Stop, trail: readonly Stop[], seen: Set<FedPipeline>): readonly Stop[] | undefined {
  if (seen.has(at.pipeline)) return undefined;
  seen.add(at.pipeline);
  for (const stop of nextStops(at)) {
    if (stop.pipeline === start.pipeline) return [...trail, at];
    const way = wayBack(stop, start, [...trail, at], seen);
    if (way !== undefined) return way;
  }
  return undefined;
}

function nextStops({ collector, pipeline }: Stop): readonly Stop[] {
  return pipeline.exporters.flatMap((exporter): readonly Stop[] => {
    if (exporter.kind === 'connector') {
      const own = (collector as IConstruct & { readonly pipelines: readonly FedPipeline[] }).pipelines;
      return own
        .filter(({ receivers }) => receivers.some((receiver) => receiver.id === exporter.id))
        .map((next) => ({ collector, pipeline: next }));
    }
    return exporter.destinations.flatMap((destination) => {
      if (!('collector' in destination)) return [];
      return destination.collector
        .pipelinesOf(destination.receiver)
        .filter(({ signal }) => signal === pipeline.signal)
        .map((next) => ({ collector: destination.collector, pipeline: next }));
    });
  });
}
