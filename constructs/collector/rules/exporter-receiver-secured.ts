import { defineRule } from '../../synth/define-rule';
import { COLLECTOR_CONSTRUCT } from './subject';
import { exportersOf } from './view/pipeline-exporters';

/** The receiver of an exporter to another collector accepts plain text. Within a cluster and over a link, these exporters do not use TLS. */
export const exporterReceiverSecured = defineRule({
  id: 'exporter/receiver-secured',
  severity: 'error',
  subject: COLLECTOR_CONSTRUCT,
  docs: 'plain text goes to a receiver that asks for TLS or credentials',
  check: ({ pipelines }) =>
    exportersOf(pipelines).flatMap(({ pipeline, exporter }) =>
      exporter.destinations.flatMap((destination) => {
        if (!('collector' in destination)) return [];
        const { receiver, protocol } = destination;
        if (!(protocol === 'http' ? receiver.isHttpSecured : receiver.isSecured)) return [];
        return [
          {
            location: `pipelines.${pipeline.id}.exporters.${exporter.id}`,
            message: `sends plain text without credentials to ${destination.collector.node.path}, where ${destination.receiver.id} asks for TLS or credentials`,
            fix: 'receive with a receiver of its own that asks for neither; links between sites are encrypted by the routers',
          },
        ];
      }),
    ),
});
