import { describe, expect, it } from 'vitest';

import {
  ArgumentError,
  CollectorPipeline,
  configMapFile,
  debugExporter,
  EdgeSite,
  literal,
  otlpGrpcExporter,
  otlpReceiver,
  PublicSite,
  secretFile,
  secretValue,
  ServiceTarget,
  SiteLink,
} from '../../constructs';
import { network } from '../helpers';

/** A value that the types refuse, as a program in JavaScript or a data file can have it. */
const wrong = (value: unknown): never => value as never;

function sites(): { readonly hub: PublicSite; readonly gateway: CollectorPipeline; readonly edge: EdgeSite } {
  const app = network();
  const hub = new PublicSite(app, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
  return { hub, gateway, edge };
}

function expose(options: object): () => unknown {
  return () => {
    const { hub, gateway } = sites();
    const receiver = otlpReceiver();
    gateway.traces().receive(receiver).export(debugExporter());
    return hub.expose(gateway, receiver, wrong(options));
  };
}

function exposeHost(options: object): () => unknown {
  return () => sites().hub.expose(ServiceTarget.host('otel.monitoring.svc'), wrong({ address: 'otel', ...options }));
}

describe('a value that only JavaScript can pass', () => {
  it.each<[string, () => unknown, string]>([
    ['expose, protocol', expose({ protocol: 'udp' }), 'protocol is "udp"'],
    ['expose, otlp', exposeHost({ otlp: 'tcp' }), 'otlp is "tcp"'],
    ['expose, signals', exposeHost({ otlp: 'grpc', signals: ['trace'] }), 'signals is "trace"'],
    [
      'exporterTo, protocol',
      () => {
        const { hub, edge } = sites();
        return edge.exporterTo(hub.expose(ServiceTarget.host('a.b.svc'), { address: 'a', otlp: 'grpc' }), wrong({ protocol: 'https' }));
      },
      'protocol is "https"',
    ],
    ['a queue', () => otlpGrpcExporter({ endpoint: 'a:1', queue: wrong('Disk') }), 'queue is "Disk"'],
    ['senders', () => new CollectorPipeline(sites().hub, 'other', { senders: wrong('everybody') }), 'senders is "everybody"'],
    ['viewers', () => new CollectorPipeline(sites().hub, 'other', { viewers: wrong(true) }), 'viewers is true'],
    ['secretFile without a name', () => secretFile(wrong(undefined), 'ca.crt'), 'secret has no name'],
    ['configMapFile with a number', () => configMapFile('ca', wrong(5)), '"5" is not a valid key'],
    ['secretValue without arguments', () => secretValue(wrong(undefined), wrong(undefined)), 'received undefined'],
    ['literal of a number', () => literal(wrong(5)), 'the text is 5'],
  ])('is an argument error with the value: %s', (_, call, text) => {
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow(text);
  });
});
