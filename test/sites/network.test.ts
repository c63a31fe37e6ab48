import { writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  existingNamespace,
  jaegerReceiver,
  injectSidecar,
  otlpReceiver,
  PublicSite,
  SiteLink,
  SynthesisError,
  TelemetryNetwork,
  TraceGenerator,
  type Topology,
} from '../../constructs';
import { network, objectsOf, readTree, tempDir, type KubeObject } from '../helpers';

/** A hub and edges that send traces to it. */
function build<A extends App>(app: A, edges: readonly string[] = ['edge']): A {
  const hub = new PublicSite(app, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
  for (const name of edges) {
    const edge = new EdgeSite(app, name, { links: [SiteLink.token(hub)] });
    const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
    agent
      .traces()
      .receive(otlpReceiver(), jaegerReceiver({ thriftCompact: {} }))
      .export(edge.exporterTo(ingest));
    new TraceGenerator(edge, 'myapp', { sendTo: agent });
  }
  return app;
}

describe('synthesis', () => {
  it('writes a folder per site with files numbered in the order they are applied in', { tags: 'numbered-apply' }, () => {
    const app = build(network());
    app.synth();
    expect(Object.keys(readTree(app.outdir)).sort()).toEqual([
      'edge/00-namespace.yaml',
      'edge/10-network-policies.yaml',
      'edge/20-skupper-site.yaml',
      'edge/30-agent.yaml',
      'edge/40-myapp.yaml',
      'edge/50-listener-ingest.yaml',
      'hub/00-namespace.yaml',
      'hub/10-gateway.yaml',
      'hub/10-network-policies.yaml',
      'hub/20-skupper-site.yaml',
      'hub/30-gateway.yaml',
      'hub/50-connector-ingest.yaml',
      'network.json',
    ]);
  });

  it('begins every document with --- and gives every object the number of its file as sync wave', () => {
    const app = build(network());
    app.synth();
    for (const [file, text] of Object.entries(readTree(app.outdir))) {
      if (file === 'network.json') continue;
      expect(text).toMatch(/^---\napiVersion: /);
      expect(text).toContain(`argocd.argoproj.io/sync-wave: "${String(Number(path.basename(file).slice(0, 2)))}"`);
    }
  });

  it('writes the same bytes whatever the environment and the order of the program', () => {
    const plain = build(network(), ['a', 'b']).synthYaml();
    const old = { ...process.env };
    try {
      Object.assign(process.env, { CDK8S_DISABLE_SORT: 'yes', TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' });
      expect(build(network(), ['b', 'a']).synthYaml()).toBe(plain);
    } finally {
      process.env = old;
    }
  });

  it('removes what it wrote for sites that are gone, and nothing that is not its own', () => {
    const outdir = tempDir();
    build(new TelemetryNetwork({ outdir }), ['one', 'two']).synth();
    writeFileSync(path.join(outdir, 'two', 'by-hand.txt'), 'mine');
    build(new TelemetryNetwork({ outdir }), ['one']).synth();
    expect(Object.keys(readTree(outdir)).filter((file) => file.startsWith('two'))).toEqual(['two/by-hand.txt']);
  });

  it('with a finding leaves the output as it was and throws all findings, sorted, as data', () => {
    const outdir = tempDir();
    build(new TelemetryNetwork({ outdir })).synth();
    const before = readTree(outdir);
    const app = build(new TelemetryNetwork({ outdir }), ['edge', 'second']);
    new CollectorPipeline(new EdgeSite(app, 'z'), 'idle');
    new CollectorPipeline(new EdgeSite(app, 'y'), 'idle');
    let error: unknown;
    try {
      app.synth();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(SynthesisError);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ findings: [{ path: 'y/idle/Resource' }, { path: 'z/idle/Resource' }] });
    expect(String(error)).toContain(
      '[y/idle/Resource] error pipeline/none at spec.config.service.pipelines: the collector has no pipeline',
    );
    expect(readTree(outdir)).toEqual(before);
  });

  it('describes the network for commands, with what readiness means and no token', () => {
    const app = build(network());
    app.synth();
    const topology = JSON.parse(readTree(app.outdir)['network.json'] ?? '') as Topology;
    expect(topology.sites.map(({ name, role }) => [name, role])).toEqual([
      ['edge', 'edge'],
      ['hub', 'hub'],
    ]);
    expect(topology.sites[0]).toMatchObject({
      cluster: { name: 'edge', platform: 'kubernetes' },
      namespace: { name: 'telemetry', created: true },
      links: [{ hub: 'hub', by: 'token' }],
      listens: [{ address: 'ingest', host: 'ingest.telemetry.svc', port: 4317, leadsTo: [{ site: 'hub', routingKey: 'hub.ingest' }] }],
    });
    expect(topology.sites[1]?.exposes).toEqual([{ address: 'ingest', routingKey: 'hub.ingest', port: 4317, signals: ['traces'] }]);
    expect(topology.readiness['Site.skupper.io']).toEqual({ condition: 'Ready' });
    expect(topology.files).toContain('edge/40-myapp.yaml');
  });

  it('takes objects of cdk8s-plus and plain cdk8s into a site: numbered, waved, without a namespace where there is none', () => {
    const app = build(network());
    const edge = new EdgeSite(app, 'shop', { namespace: existingNamespace('shop') });
    new kplus.ConfigMap(edge, 'settings', { data: { a: 'b' } });
    new ApiObject(edge, 'reader', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' } });
    const sidecar = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
    sidecar.traces().receive(otlpReceiver()).export(debugExporter());
    const deployment = new kplus.Deployment(edge, 'web', { containers: [{ image: 'web:1' }] });
    injectSidecar(deployment, sidecar);
    app.synth();
    const files = readTree(path.join(app.outdir, 'shop'));
    expect(Object.keys(files).sort()).toEqual([
      '10-network-policies.yaml',
      '10-reader.yaml',
      '10-settings.yaml',
      '20-skupper-site.yaml',
      '30-agent.yaml',
      '40-web.yaml',
    ]);
    expect(files['10-reader.yaml']).not.toContain('namespace');
    expect(files['10-settings.yaml']).toContain('namespace: shop');
    expect(files['40-web.yaml']).toContain('sidecar.opentelemetry.io/inject: agent');
    expect(files['40-web.yaml']).toContain('sync-wave: "40"');
  });

  it('writes the construct paths that validation plugins of cdk8s ask for', () => {
    const outdir = tempDir();
    build(new TelemetryNetwork({ outdir, recordConstructMetadata: true })).synth();
    const metadata = JSON.parse(readTree(outdir)['construct-metadata.json'] ?? '') as { resources: Record<string, unknown> };
    expect(metadata.resources['myapp']).toEqual({ path: 'edge/myapp/Resource' });
  });

  it('visits every construct a bounded number of times, however many sites there are', () => {
    const visits = (sites: number): number => {
      let count = 0;
      const app = build(
        network(),
        Array.from({ length: sites }, (_, i) => `edge-${i}`),
      );
      for (const construct of app.node.findAll())
        construct.node.addValidation({
          validate: () => {
            count++;
            return [];
          },
        });
      app.findings();
      return count / sites;
    };
    expect(visits(40)).toBeLessThanOrEqual(visits(10));
  });
});

describe("under somebody else's App", () => {
  it('sites are charts like any others, with their waves', () => {
    const app = build(new App({ outdir: tempDir() }));
    const other = new Chart(app, 'other');
    new kplus.ConfigMap(other, 'settings', { data: { a: 'b' } });
    app.synth();
    const files = readTree(app.outdir);
    expect(Object.keys(files).sort()).toEqual(['edge.k8s.yaml', 'hub.k8s.yaml', 'other.k8s.yaml']);
    expect(files['hub.k8s.yaml']).toContain('sync-wave: "20"');
    expect(files['hub.k8s.yaml']).toMatch(/kind: Namespace\nmetadata:\n(?!.*namespace: telemetry\n {2}(labels|annotations))/);
  });

  it('gives the same objects as under a TelemetryNetwork', () => {
    const app = build(new App());
    const mine = objectsOf(build(network()));
    const theirs = app.node.children.flatMap((chart) => (Chart.isChart(chart) ? (Testing.synth(chart) as KubeObject[]) : []));
    // In whatever order: sites on clusters of their own have policies of one name.
    expect(theirs).toHaveLength(mine.length);
    expect(theirs).toEqual(expect.arrayContaining([...mine]));
  });

  it('findings stop synthesis too: of one construct, of one manifest and across sites', () => {
    const app = build(new App({ outdir: tempDir() }));
    const hub = new PublicSite(app, 'second');
    const gateway = new CollectorPipeline(hub, 'gateway');
    const edge = new EdgeSite(app, 'lonely');
    edge.exporterTo(hub.expose(gateway, otlpReceiver()));
    expect(() => {
      app.synth();
    }).toThrow(/pipeline\/none[^]*address\/receiver-unused|address\/receiver-unused[^]*pipeline\/none/);
    expect(() => Testing.synth(edge) as unknown).toThrow('address/no-route');
    expect(() => Testing.synth(edge) as unknown).toThrow('exporter/unused');
  });

  it('a collector works in a chart without any site', () => {
    const chart = new Chart(new App(), 'plain', { namespace: 'observability' });
    const collector = new CollectorPipeline(chart, 'gateway');
    collector.logs().receive(otlpReceiver()).export(debugExporter());
    expect(Testing.synth(chart)).toMatchObject([
      { kind: 'ServiceAccount', metadata: { name: 'gateway-account', namespace: 'observability' } },
      { kind: 'OpenTelemetryCollector', metadata: { name: 'gateway', namespace: 'observability' } },
    ]);
    expect(collector.serviceHost).toBe('gateway-collector.observability.svc');
    new CollectorPipeline(chart, 'idle');
    expect(() => Testing.synth(chart) as unknown).toThrow('pipeline/none');
  });
});
