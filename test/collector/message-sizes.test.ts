import { Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  batchProcessor,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  JaegerAllInOne,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  SiteLink,
  tailSamplingProcessor,
  type CollectorPipelineProps,
  type OtlpReceiver,
  type TelemetryNetwork,
} from '../../constructs';
import { network, networkOf, rulesOf } from '../helpers';

const ITEMS = { sizer: 'items', queueSize: 100_000 } as const;
const LARGE = { batch: { minSize: 6_000_000, maxSize: 8_000_000 } };

/** A collector alone in a network. */
function alone(props: CollectorPipelineProps = {}): CollectorPipeline {
  return new CollectorPipeline(new PublicSite(network(), 'hub'), 'collector', props);
}

/** The rules about sizes of messages that a network breaks. */
function sizeRules(app: TelemetryNetwork): readonly string[] {
  return rulesOf(app.findings()).filter((rule) => /^exporter\/(large-messages|message-too-large)/.test(rule));
}

function tempo(sendingQueue?: Parameters<typeof otlpGrpcExporter>[0]['sendingQueue']): ReturnType<typeof otlpGrpcExporter> {
  return otlpGrpcExporter({ endpoint: 'tempo.obs.svc:4317', insecure: true, ...(sendingQueue && { sendingQueue }) });
}

describe('a batch with a limit in items', () => {
  it('fits by default, since the queue of the exporter splits it by bytes', () => {
    const collector = alone();
    collector.traces().receive(otlpReceiver()).process(batchProcessor()).export(tempo());
    collector
      .logs()
      .receive(otlpReceiver())
      .process(batchProcessor({ sendBatchMaxSize: 0 }))
      .export(tempo());
    expect(sizeRules(networkOf(collector))).toEqual([]);
  });

  it('fits if its items can have their usual size, which is smaller for data points', () => {
    const collector = alone();
    collector
      .traces()
      .receive(otlpReceiver())
      .process(batchProcessor({ sendBatchSize: 4096 }))
      .export(tempo(ITEMS));
    collector
      .metrics()
      .receive(otlpReceiver())
      .process(batchProcessor({ name: 'points' }))
      .export(tempo(ITEMS));
    const archive = otlpHttpExporter({
      endpoint: 'http://tempo.obs.svc:4318',
      sendingQueue: { ...ITEMS, batch: { minSize: 100, maxSize: 4000 } },
    });
    collector.logs().receive(otlpReceiver()).export(archive);
    expect(sizeRules(networkOf(collector))).toEqual([]);
  });

  it('is not the message if a processor after it makes other messages', () => {
    const collector = alone();
    collector
      .traces()
      .receive(otlpReceiver())
      .process(batchProcessor(), tailSamplingProcessor({ policies: [{ name: 'all', type: 'always_sample' }] }))
      .export(tempo(ITEMS));
    expect(sizeRules(networkOf(collector))).toEqual([]);
  });

  it('is measured by the receiver if that is known', () => {
    const reported = (receiver: OtlpReceiver): readonly string[] => {
      const collector = alone();
      const backend = new CollectorPipeline(collector.node.scope as PublicSite, 'backend');
      backend.traces().receive(receiver).export(tempo());
      collector
        .traces()
        .receive(otlpReceiver())
        .process(batchProcessor())
        .export(backend.exporter(receiver, { sendingQueue: ITEMS }));
      return sizeRules(networkOf(collector));
    };
    expect(reported(otlpReceiver())).toEqual(['exporter/large-messages hub/collector/Resource']);
    expect(reported(otlpReceiver({ grpc: { maxRecvMsgSize: Size.mebibytes(16) } }))).toEqual([]);
  });
});

describe('a batch for the pods of a collector', () => {
  it('fits what each of them accepts', () => {
    const reported = (maxRecvMsgSize: Size): readonly string[] => {
      const gateway = alone();
      const sampler = new CollectorPipeline(gateway.node.scope as PublicSite, 'sampler');
      const otlp = otlpReceiver({ grpc: { maxRecvMsgSize } });
      sampler.traces().receive(otlp).export(debugExporter());
      gateway
        .traces()
        .receive(otlpReceiver())
        .export(sampler.loadBalancedExporter(otlp, { sendingQueue: LARGE }));
      return sizeRules(networkOf(gateway));
    };
    expect(reported(Size.mebibytes(8))).toEqual([]);
    expect(reported(Size.mebibytes(4))).toEqual(['exporter/message-too-large hub/collector/Resource']);
  });
});

describe('a batch over a link', () => {
  /** What is reported if an edge sends large batches over HTTP to a hub that forwards them. */
  const reported = (add: (gateway: CollectorPipeline, hub: PublicSite, otlp: OtlpReceiver) => void): readonly string[] => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const gateway = new CollectorPipeline(hub, 'gateway');
    const otlp = otlpReceiver();
    add(gateway, hub, otlp);
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    const address = hub.expose(gateway, otlp, { address: 'ingest', protocol: 'http' });
    new CollectorPipeline(edge, 'agent')
      .traces()
      .receive(otlpReceiver())
      .export(edge.exporterTo(address, { sendingQueue: LARGE }));
    return sizeRules(app);
  };

  it('fits a body of OTLP/HTTP, and what a queue of the hub splits again', () => {
    expect(reported((gateway, _, otlp) => gateway.traces().receive(otlp).export(tempo({})))).toEqual([]);
  });

  it('has to fit the receivers behind a hub that has no queue', () => {
    expect(reported((gateway, hub, otlp) => gateway.traces().receive(otlp).export(new JaegerAllInOne(hub, 'jaeger').exporter()))).toEqual([
      'exporter/message-too-large edge/agent/Resource',
    ]);
  });

  it('has to fit what servers accept by default to which such a hub forwards it', () => {
    expect(reported((gateway, _, otlp) => gateway.traces().receive(otlp).export(tempo()))).toEqual([
      'exporter/large-messages edge/agent/Resource',
    ]);
  });

  it('does not matter to pipelines of other signals', () => {
    expect(
      reported((gateway, _, otlp) => {
        gateway.traces().receive(otlp).export(tempo({}));
        gateway
          .logs()
          .receive(otlp)
          .export(otlpGrpcExporter({ endpoint: 'loki.obs.svc:4317', insecure: true }));
      }),
    ).toEqual([]);
  });
});
