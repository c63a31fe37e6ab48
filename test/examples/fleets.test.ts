import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';

import attributes from '../../examples/hub-elsewhere.json';
import { ROOT } from '../helpers';
import { Example } from './example';

describe('examples/fleet', () => {
  it('has the same objects at every edge, with the name of its cluster', async () => {
    const example = await Example.of('fleet');
    expect(example.siteNames).toEqual(['berlin', 'hub', 'lisbon', 'oslo']);
    const text = (site: string): string => JSON.stringify(example.objects(site)).replaceAll(site, 'SITE');
    expect(new Set(['berlin', 'lisbon', 'oslo'].map(text)).size).toBe(1);
    for (const edge of ['berlin', 'lisbon', 'oslo']) {
      expect(example.config(edge, 'agent', 'processors.resource/cluster.attributes.0')).toMatchObject({
        key: 'k8s.cluster.name',
        value: edge,
      });
    }
  });

  it('sends what the sidecars receive by OTLP and Jaeger to three pods of the hub', async () => {
    const example = await Example.of('fleet');
    expect(example.pipeline('oslo', 'agent', 'traces')).toMatchObject({
      receivers: ['otlp', 'jaeger'],
      exporters: ['otlp_grpc/gateway'],
    });
    expect(example.spec('oslo', 'Listener', 'gateway', 'routingKey')).toBe(example.spec('hub', 'Connector', 'gateway', 'routingKey'));
    expect(example.spec('hub', 'OpenTelemetryCollector', 'gateway', 'replicas')).toBe(3);
  });
});

describe('examples/fleet-from-csv', () => {
  it('has a site for each row of the file, with the values of the row', async () => {
    const example = await Example.of('fleet-from-csv');
    const rows = parse<Record<string, string>>(readFileSync(path.join(ROOT, 'examples', 'shops.csv'), 'utf8'), { columns: true });
    expect(rows).toHaveLength(200);
    expect(example.siteNames).toEqual([...rows.map(({ name }) => name), 'hub'].sort());
    for (const { name = '', region = '', spans, queue } of rows) {
      expect(example.spec(name, 'Listener', region, 'routingKey')).toBe(`hub.${region}`);
      expect(example.spec(name, 'Deployment', 'till', 'template.spec.containers.0.args')).toContain(`--rate=${spans}`);
      // Rows without a value have the default.
      const bytes = Number(queue === '' ? 32 : queue) * 2 ** 20;
      expect(example.config(name, 'agent', `exporters.otlp_grpc/${region}.sending_queue.queue_size`)).toBe(bytes);
    }
  });

  it('has a gateway at the hub for each region', async () => {
    const example = await Example.of('fleet-from-csv');
    expect(example.names('hub', 'Connector')).toEqual(['north', 'south']);
    expect(example.names('hub', 'OpenTelemetryCollector')).toEqual(['jaeger', 'north', 'south']);
  });
});

describe('examples/argo-cd-fleet', () => {
  it('has one ApplicationSet with an element for each site, at the clusters and namespaces of the sites', async () => {
    const example = await Example.of('argo-cd-fleet');
    expect(example.objects('argocd', 'Application')).toEqual([]);
    const hub = { site: 'hub', cluster: '', server: 'https://kubernetes.default.svc', namespace: 'telemetry' };
    const shop = (site: string): object => ({ site, cluster: site, server: '', namespace: 'shop-telemetry' });
    expect(example.spec('argocd', 'ApplicationSet', 'shops', 'generators.0.list.elements')).toMatchObject([
      shop('berlin'),
      hub,
      shop('lisbon'),
      shop('oslo'),
    ]);
    expect(example.spec('argocd', 'ApplicationSet', 'shops', 'template.spec.source')).toMatchObject({
      repoURL: 'git@git.example.com:platform/telemetry.git',
      path: 'clusters/telemetry/{{.site}}',
    });
  });

  it('leaves the replicas of the hub to its autoscaler, and lets the project reach no other namespace', async () => {
    const example = await Example.of('argo-cd-fleet');
    expect(example.spec('argocd', 'ApplicationSet', 'shops', 'generators.0.list.elements.1.ignored')).toMatchObject([
      { kind: 'OpenTelemetryCollector', name: 'gateway', jsonPointers: ['/spec/replicas'] },
    ]);
    expect(example.spec('hub', 'OpenTelemetryCollector', 'gateway', 'autoscaler.maxReplicas')).toBe(10);
    expect(example.spec('argocd', 'AppProject', 'shops', 'destinations')).toEqual([
      { name: 'berlin', namespace: 'shop-telemetry' },
      { server: 'https://kubernetes.default.svc', namespace: 'telemetry' },
      { name: 'lisbon', namespace: 'shop-telemetry' },
      { name: 'oslo', namespace: 'shop-telemetry' },
    ]);
  });
});

describe('examples/bootstrap', () => {
  it('installs the operators of each cluster by an Application for each Helm chart, in a separate folder', async () => {
    const example = await Example.of('bootstrap');
    for (const site of ['hub', 'berlin']) {
      const charts = example.objects(`bootstrap/${site}`, 'Application').map(({ spec }) => spec?.['source']);
      expect(charts).toMatchObject([{ chart: 'cert-manager' }, { chart: 'opentelemetry-operator' }, { chart: 'skupper' }]);
      expect(example.site(site).bootstrap).toMatchObject({ by: 'argocd', folders: [`bootstrap/${site}`] });
    }
    expect(example.names('argocd', 'Application')).toEqual(['telemetry-berlin', 'telemetry-hub']);
  });

  it('addresses the cluster of the site, and upgrades the operators of the shop only by hand', async () => {
    const example = await Example.of('bootstrap');
    const skupper = (site: string, name: string): unknown => example.spec(`bootstrap/${site}`, 'Application', `${name}-skupper`);
    expect(skupper('hub', 'headquarters')).toMatchObject({
      destination: { server: 'https://kubernetes.default.svc' },
      project: 'default',
      syncPolicy: { automated: { prune: true } },
    });
    expect(skupper('berlin', 'berlin')).toMatchObject({ destination: { name: 'berlin' }, project: 'operators' });
    expect(skupper('berlin', 'berlin')).not.toHaveProperty('syncPolicy.automated');
  });
});

describe('examples/two-hubs', () => {
  it('links each edge to both hubs, and one hub to the other at a higher cost', async () => {
    const example = await Example.of('two-hubs');
    for (const edge of ['boston', 'denver']) {
      expect(example.site(edge).links).toEqual([
        { hub: 'east', by: 'token' },
        { hub: 'west', by: 'token' },
      ]);
    }
    expect(example.site('west').links).toEqual([{ hub: 'east', by: 'token', cost: 2 }]);
    const keys = ['east', 'west'].map((hub) => example.spec(hub, 'Connector', 'ingest', 'routingKey'));
    expect(keys).toEqual(['east.ingest', 'west.ingest']);
  });

  it('sends traces to the first hub that is there, and shares metrics out three to one', async () => {
    const example = await Example.of('two-hubs');
    for (const edge of ['boston', 'denver']) {
      expect(example.spec(edge, 'MultiKeyListener', 'ingest', 'strategy')).toEqual({
        priority: { routingKeys: ['east.ingest', 'west.ingest'] },
      });
      expect(example.spec(edge, 'MultiKeyListener', 'metrics', 'strategy')).toEqual({
        weighted: { routingKeys: { 'east.ingest': 3, 'west.ingest': 1 } },
      });
      expect(example.pipeline(edge, 'agent', 'traces')).toMatchObject({ exporters: ['otlp_grpc/ingest'] });
      expect(example.pipeline(edge, 'agent', 'metrics')).toMatchObject({ exporters: ['otlp_grpc/metrics'] });
    }
  });

  it('closes connections at the hubs after a time, so that they return to a hub that recovered', async () => {
    const example = await Example.of('two-hubs');
    const age = 'receivers.otlp.protocols.grpc.keepalive.server_parameters.max_connection_age';
    for (const hub of ['east', 'west']) expect(example.config(hub, 'gateway', age)).toBe('5m');
  });
});

describe('examples/hub-elsewhere', () => {
  it('has edges only, with a listener for the address that the attributes of the hub name', async () => {
    const example = await Example.of('hub-elsewhere');
    expect(example.siteNames).toEqual(['plant-1', 'plant-2']);
    const [exposed = expect.fail()] = attributes.exposes;
    for (const plant of example.siteNames) {
      expect(example.spec(plant, 'Listener', exposed.address)).toMatchObject({ port: exposed.port, routingKey: exposed.routingKey });
      expect(example.site(plant).links).toEqual([
        { hub: attributes.name, by: 'token', elsewhere: { cluster: 'public', namespace: 'telemetry' } },
      ]);
    }
  });

  it('lets the router dial the port for edges that the attributes name, and the sidecar its listener', async () => {
    const example = await Example.of('hub-elsewhere');
    expect(JSON.stringify(example.spec('plant-1', 'NetworkPolicy', 'skupper-router', 'egress'))).toContain(
      `"port":${attributes.access.ports.edge}`,
    );
    expect(example.config('plant-1', 'agent', 'exporters.otlp_grpc/otel-linked-collector.endpoint')).toBe(
      'otel-linked-collector.telemetry.svc:4317',
    );
    expect(example.spec('plant-2', 'Deployment', 'press', 'template.metadata.annotations')).toEqual({
      'sidecar.opentelemetry.io/inject': 'agent',
    });
  });
});
