import { defineRule, type Fault } from '../../synth/define-rule';
import { hostAndPort, withoutCredentials } from '../connections/endpoint';
import { isServer } from '../connections/listeners';
import { COLLECTOR, COLLECTOR_CONSTRUCT } from './subject';
import type { CollectorView } from './view/collector-view';
import { wayBack, type PipelineStop } from './view/pipeline-stops';

/** An exporter does not send to a receiver of the same collector. */
export const exporterLoop = defineRule({
  id: 'exporter/loop',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'what a pipeline exports comes back to it',
  check: (view) => {
    const { namespace: own, serviceName } = view.program;
    const services = [serviceName, `${serviceName}-headless`];
    const listening = receiversByPort(view);
    return view.in('exporters').flatMap(({ id, type, location, settings }): Fault[] => {
      const { endpoint } = settings;
      if (isServer('exporters', type) || typeof endpoint !== 'string') return [];
      const { host, port = type === 'otlp_grpc' ? 4317 : 4318 } = hostAndPort(endpoint);
      const [name = '', namespace] = host.split('.');
      const isOwnService = services.includes(name) && (namespace === undefined || namespace === own);
      const receiver = listening.get(port);
      if (receiver === undefined || !(isOwnService || /^(localhost|127\.[\d.]+|\[::1\])$/.test(host))) return [];
      return [
        {
          location: `${location}.endpoint`,
          message: `${id} sends to ${withoutCredentials(endpoint)}, where the receiver ${receiver} of the same collector listens: telemetry goes round for ever`,
          fix: 'export to another collector or a backend; join pipelines of one collector by a connector',
        },
      ];
    });
  },
});

/** Telemetry does not return to its pipeline over other collectors and sites. */
export const exporterLoopOverCollectors = exporterLoop.for(COLLECTOR_CONSTRUCT, (collector) =>
  collector.pipelines.flatMap((pipeline) => {
    const start: PipelineStop = { collector, pipeline };
    const way = wayBack(start);
    // Other rules report loops within one collector.
    if (way === undefined || way.every((stop) => stop.collector === collector)) return [];
    // Only the first pipeline of a loop reports it, in the order of their names.
    if (way.some((stop) => keyOf(stop) < keyOf(start))) return [];
    return [
      {
        location: `pipelines.${pipeline.id}`,
        message: `what ${pipeline.id} exports comes back to it: ${[...way, start].map((stop) => `${stop.collector.node.path} (${stop.pipeline.id})`).join(' → ')}`,
        fix: 'take the exporter out that leads back',
      },
    ];
  }),
);

function receiversByPort(view: CollectorView): ReadonlyMap<number, string> {
  return new Map(
    view
      .in('receivers')
      .flatMap((receiver) =>
        view.portsOf(receiver).flatMap(({ port, transport }) => (transport === 'TCP' ? [[port, receiver.id] as const] : [])),
      ),
  );
}

function keyOf({ collector, pipeline }: PipelineStop): string {
  return `${collector.node.path} ${pipeline.id}`;
}
