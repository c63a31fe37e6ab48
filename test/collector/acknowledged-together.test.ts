import { Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  batchProcessor,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  otlpGrpcExporter,
  otlpReceiver,
  PublicSite,
  routingConnector,
  type CollectorPipelineProps,
  type OtlpReceiver,
} from '../../constructs';
import { network, rulesOf } from '../helpers';

const RULE = 'exporter/acknowledged-together hub/gateway/Resource';
const to = (name: string, queue?: 'disk' | 'memory'): ReturnType<typeof otlpGrpcExporter> =>
  otlpGrpcExporter({ name, endpoint: `${name}.obs.svc:4317`, insecure: true, ...(queue && { queue }) });

/** What is reported of a gateway under an address. */
function reported(add: (gateway: CollectorPipeline, otlp: OtlpReceiver) => void, props: CollectorPipelineProps = {}): readonly string[] {
  const app = network();
  const hub = new PublicSite(app, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway', props);
  const otlp = otlpReceiver();
  add(gateway, otlp);
  hub.expose(gateway, otlp);
  return rulesOf(app.findings());
}

const both = (gateway: CollectorPipeline, otlp: OtlpReceiver): void => {
  gateway.traces().receive(otlp).export(to('tempo'), to('archive'));
};

describe('exporters that get the same data without a queue', () => {
  it('are reported where the collector acknowledges after export', () => {
    expect(reported(both)).toEqual([RULE]);
    expect(reported(both, { acknowledge: 'on-receipt' })).toEqual([]);
  });

  it('are not reported if at most one of them has no queue', () => {
    const volumeClaims = [{ name: 'queues', mountPath: '/var/lib/otelcol', size: Size.gibibytes(2) }];
    const mode = CollectorMode.statefulset({ volumeClaims });
    expect(reported((gateway, otlp) => gateway.traces().receive(otlp).export(to('tempo'), to('archive', 'disk')), { mode })).toEqual([]);
    expect(
      reported((gateway, otlp) => gateway.traces().receive(otlp).export(to('tempo', 'disk'), to('archive', 'disk')), { mode }),
    ).toEqual([]);
  });

  it('are not reported if one of them sends nowhere, or gets another signal or the data of another receiver', () => {
    expect(reported((gateway, otlp) => gateway.traces().receive(otlp).export(to('tempo'), debugExporter()))).toEqual([]);
    expect(
      reported((gateway, otlp) => {
        gateway.traces().receive(otlp).export(to('tempo'));
        gateway.logs().receive(otlp).export(to('loki'));
        gateway
          .traces('other')
          .receive(otlpReceiver({ name: 'other', grpc: { port: 14_317 }, http: false }))
          .export(to('archive'));
      }),
    ).toEqual([]);
  });

  it('are not reported if a connector chooses one of them', () => {
    expect(
      reported((gateway, otlp) => {
        const [tempo, archive] = [gateway.traces('tempo'), gateway.traces('archive')];
        const condition = 'attributes["archive"] == true';
        const routing = routingConnector({ defaultPipelines: [tempo], table: [{ context: 'resource', condition, pipelines: [archive] }] });
        gateway.traces().receive(otlp).export(routing);
        tempo.receive(routing).export(to('tempo'));
        archive.receive(routing).export(to('archive'));
      }),
    ).toEqual([]);
  });

  it('are not reported behind a batch, which acknowledges before them', () => {
    const batched = reported((gateway, otlp) =>
      gateway.traces().receive(otlp).process(batchProcessor()).export(to('tempo'), to('archive')),
    );
    expect(batched).toEqual(['queue/held-in-memory hub/gateway/Resource']);
  });
});
