import { describe, expect, it } from 'vitest';

import * as constructs from '../../constructs';
import {
  ArgumentError,
  CollectorPipeline,
  Connector,
  debugExporter,
  Exporter,
  Extension,
  otlpReceiver,
  Processor,
  PublicSite,
  Receiver,
  type Component,
  type Finding,
} from '../../constructs';
import { network } from '../helpers';

type Factory = (options?: unknown) => Component;

/** Factories of the components of the catalogue, by name. They are called here as JavaScript calls them. */
const FACTORIES = Object.entries(constructs).filter((entry): entry is [string, Factory] =>
  /^(?!custom)[a-z].*(Receiver|Processor|Exporter|Connector|Extension)$/.test(entry[0]),
);

function isProcessor(component: Component): component is Processor {
  return component instanceof Processor;
}

/** Returns the faults of a component in a collector. */
function faultsOf(make: Factory, options: unknown): readonly Finding[] {
  const app = network();
  const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
  try {
    const made = make(options);
    const pipeline = collector.traces();
    if (made instanceof Receiver) pipeline.receive(made).export(debugExporter());
    else pipeline.receive(otlpReceiver());
    if (isProcessor(made)) pipeline.process(made).export(debugExporter());
    if (made instanceof Exporter || made instanceof Connector) pipeline.export(made);
    if (made instanceof Extension) collector.addExtension(made);
  } catch (error) {
    if (error instanceof ArgumentError) return [error.finding];
    throw error;
  }
  return app.findings().filter(({ rule }) => rule === 'component/options');
}

describe('a factory without its options', () => {
  it.each(FACTORIES)('%s gives findings, if any', (_, make) => {
    for (const options of [undefined, {}]) expect(() => faultsOf(make, options)).not.toThrow();
  });
});

describe('a required option that is missing is named', () => {
  const find = (name: string): Factory => FACTORIES.find(([known]) => known === name)?.[1] ?? expect.fail(name);

  it.each<[string, unknown, string]>([
    ['k8sLeaderElectorExtension', { leaseName: 'events' }, 'k8s_leader_elector needs the field lease_namespace'],
    ['k8sLeaderElectorExtension', { leaseName: 'events', leaseNamespace: null }, 'k8s_leader_elector needs the field lease_namespace'],
    ['k8sLeaderElectorExtension', { leaseNamespace: 'shop' }, 'k8s_leader_elector needs the field lease_name'],
    ['otlpGrpcExporter', {}, 'needs an endpoint, received none'],
    ['otlpHttpExporter', undefined, 'needs an endpoint, received none'],
    ['jaegerReceiver', undefined, 'a Jaeger receiver needs at least one protocol, received none'],
    ['httpCheckReceiver', undefined, 'http_check needs the field targets'],
    ['routingConnector', {}, 'routing needs the field table'],
    ['failoverConnector', {}, 'failover needs the field priority_levels'],
  ])('%s(%o): %s', (name, options, message) => {
    expect(faultsOf(find(name), options).map((finding) => finding.message)).toEqual([message]);
  });

  it.each<[string, unknown]>([
    ['k8sLeaderElectorExtension', { leaseName: 'events', leaseNamespace: 'shop' }],
    ['k8sLeaderElectorExtension', { leaseName: 'events', leaseNamespace: '${env:NAMESPACE:-shop}' }],
    ['otlpGrpcExporter', { endpoint: 'tempo.monitoring.svc:4317' }],
  ])('%s(%o) has all', (name, options) => {
    expect(faultsOf(find(name), options)).toEqual([]);
  });
});
