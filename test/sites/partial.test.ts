import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { ApiObject } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  AutoInstrumentation,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  Language,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  debugExporter,
  otlpReceiver,
} from '../../constructs';
import { readTree, tempDir } from '../helpers';
import { RecordingHost } from '../recording-host';

/** A hub and edges; `label` is in what the edges export with. */
function fleet(outdir: string, names: readonly string[], label = 'x'): TelemetryNetwork {
  return build(outdir, names, label).app;
}

interface Fleet {
  readonly app: TelemetryNetwork;
  readonly hub: PublicSite;
  readonly gateway: CollectorPipeline;
  readonly edges: ReadonlyMap<string, EdgeSite>;
}

function build(outdir: string, names: readonly string[], label = 'x'): Fleet {
  const app = new TelemetryNetwork({ outdir });
  const hub = new PublicSite(app, 'hub');
  const otlp = otlpReceiver();
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp);
  const edges = new Map<string, EdgeSite>();
  for (const name of names) {
    const edge = new EdgeSite(app, name, { links: [SiteLink.token(hub)] });
    new CollectorPipeline(edge, `agent-${label}`).traces().receive(otlp).export(edge.exporterTo(ingest));
    edges.set(name, edge);
  }
  return { app, hub, gateway, edges };
}

describe('some sites of a network', () => {
  it('are written alone, and network.json is that of all', () => {
    const [whole, part] = [tempDir(), tempDir()];
    fleet(whole, ['a', 'b', 'c'], 'new').synth();
    fleet(part, ['a', 'b', 'c'], 'old').synth();
    const before = readTree(part);
    fleet(part, ['a', 'b', 'c'], 'new').synth({ sites: ['b'] });
    const after = readTree(part);
    expect(Object.keys(after).filter((file) => file.startsWith('b/'))).toContain('b/30-agent-new.yaml');
    expect(after['b/30-agent-old.yaml']).toBeUndefined();
    for (const [file, text] of Object.entries(before)) if (/^(a|c|hub)\//.test(file)) expect([file, after[file]]).toEqual([file, text]);
    fleet(part, ['a', 'b', 'c'], 'new').synth({ sites: ['a', 'c', 'hub'] });
    expect(readTree(part)).toEqual(readTree(whole));
  });

  it('may ask for sidecars and agents of sites that are not written', () => {
    const app = new TelemetryNetwork({ outdir: tempDir(), networkPolicies: false });
    const cluster = new Cluster('shared');
    const [a, b] = ['a', 'b'].map((namespace) => new EdgeSite(app, namespace, { cluster, namespace })) as [EdgeSite, EdgeSite];
    const sidecar = new CollectorPipeline(a, 'agent', { mode: CollectorMode.sidecar() });
    sidecar.traces().receive(otlpReceiver()).export(debugExporter());
    const web = new Deployment(b, 'web', { containers: [{ image: 'web:1' }] });
    new AutoInstrumentation(a, 'agents', { sendTo: sidecar }).instrument(web, Language.JAVA);
    app.synth();
    rmSync(path.join(app.outdir, 'b', '40-web.yaml'));
    app.synth({ sites: ['b'] });
    expect(Object.keys(readTree(app.outdir))).toContain('b/40-web.yaml');
  });

  it('leave sites that are gone to a run of all', () => {
    const outdir = tempDir();
    fleet(outdir, ['a', 'b']).synth();
    fleet(outdir, ['a']).synth({ sites: ['a'] });
    expect(Object.keys(readTree(outdir))).toContain('b/30-agent-x.yaml');
    fleet(outdir, ['a']).synth();
    expect(Object.keys(readTree(outdir)).filter((file) => file.startsWith('b/'))).toEqual([]);
  });

  it('have their own findings and not those of others', () => {
    const outdir = tempDir();
    fleet(outdir, ['a', 'b']).synth();
    const { app, edges } = build(outdir, ['a', 'b']);
    const idle = (site: string): void => {
      new CollectorPipeline(edges.get(site) ?? expect.fail(), 'idle');
    };
    idle('b');
    app.synth({ sites: ['a'] });
    idle('a');
    expect(() => {
      app.synth({ sites: ['a'] });
    }).toThrow('a/idle');
    expect(() => {
      app.synth({ sites: ['a'] });
    }).not.toThrow('b/idle');
  });

  it('are held against those that they are connected with', () => {
    const outdir = tempDir();
    fleet(outdir, ['a']).synth();
    const { app, hub, gateway } = build(outdir, ['a']);
    const lonely = new EdgeSite(app, 'lonely');
    const other = hub.expose(gateway, otlpReceiver(), { address: 'other' });
    new CollectorPipeline(lonely, 'agent').traces().receive(otlpReceiver()).export(lonely.exporterTo(other));
    expect(() => {
      app.synth({ sites: ['lonely'] });
    }).toThrow('address/no-route');
  });

  it('are refused by a name that is none, and where nothing was written that they could be put into', () => {
    const outdir = tempDir();
    const some = (sites: readonly string[]) => () => {
      fleet(outdir, ['a']).synth({ sites });
    };
    expect(some(['a'])).toThrow('synthesize all sites once');
    fleet(outdir, ['a']).synth();
    expect(some(['A'])).toThrow('there is no site "A"');
    writeFileSync(path.join(outdir, 'network.json'), '<<<<<<< mine');
    expect(some(['a'])).toThrow('has no network.json that the sites could be put into');
    rmSync(outdir, { recursive: true });
    expect(some(['a'])).toThrow('synthesize all sites once');
  });
});

describe('a fleet', () => {
  it('has only those files written whose bytes change', () => {
    const outdir = tempDir();
    fleet(outdir, ['a', 'b']).synth();
    const files = Object.keys(readTree(outdir));
    for (const file of files) utimesSync(path.join(outdir, file), 1, 1);
    fleet(outdir, ['a', 'b', 'c']).synth();
    const touched = Object.keys(readTree(outdir)).filter((file) => statSync(path.join(outdir, file)).mtimeMs !== 1000);
    expect(touched.sort()).toEqual([
      'c/00-namespace.yaml',
      'c/10-agent-x.yaml',
      'c/10-network-policies.yaml',
      'c/20-skupper-site.yaml',
      'c/30-agent-x.yaml',
      'c/50-listener-gateway.yaml',
      'network.json',
    ]);
  });

  it('tells how far it is, site by site', () => {
    const { reports } = new RecordingHost();
    fleet(tempDir(), ['a', 'b']).synth();
    expect(reports.map(({ done, sites }) => `${String(done)}/${String(sites)}`)).toEqual(['1/3', '2/3', '3/3']);
  });

  it('is synthesized site by site: one is laid out before the next is rendered', () => {
    const app = fleet(tempDir(), ['b', 'a']);
    const steps: string[] = [];
    for (const object of app.node.findAll().filter((construct) => construct instanceof ApiObject)) {
      const toJson = object.toJson.bind(object);
      object.toJson = () => {
        steps.push(`render ${object.chart.node.id}`);
        return toJson() as unknown;
      };
    }
    new RecordingHost(undefined, ({ done }) => {
      steps.push(`lay out ${String(done)}`);
    });
    app.synth();
    expect(steps.filter((step, i) => step !== steps[i - 1])).toEqual([
      'render a',
      'lay out 1',
      'render b',
      'lay out 2',
      'render hub',
      'lay out 3',
    ]);
  });
});
