import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import * as library from '../../constructs';
import { tempDir, type KubeObject } from '../helpers';

const {
  AutoInstrumentation,
  Bootstrap,
  CatalogSource,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  LinkAccess,
  Manifest,
  OperatorGroup,
  PublicSite,
  RouterService,
  SiteLink,
  SkupperAttachedConnector,
  SkupperCertificate,
  SkupperConnector,
  SkupperLabelTemplate,
  SkupperLink,
  SkupperListener,
  SkupperMultiKeyListener,
  SkupperRouterAccess,
  SkupperSecuredAccess,
  SkupperSite,
  SkupperV1ExposedService,
  SkupperV1Site,
  SkupperV1TokenRequest,
  Subscription,
  TraceGenerator,
  debugExporter,
  otlpReceiver,
} = library;

function collector(chart: Chart): library.CollectorPipeline {
  const made = new CollectorPipeline(chart, 'collector');
  made.traces().receive(otlpReceiver()).export(debugExporter());
  return made;
}

/** Makes each public construct in a chart of somebody else's, and says which kinds it stands for. */
const PLACED: Readonly<Record<string, readonly [(chart: Chart) => unknown, readonly string[]]>> = {
  AutoInstrumentation: [
    (chart) => new AutoInstrumentation(chart, 'agents', { sendTo: collector(chart) }),
    ['Instrumentation', 'OpenTelemetryCollector', 'ServiceAccount'],
  ],
  Bootstrap: [
    (chart) => new Bootstrap(new EdgeSite(chart, 'edge')),
    [...Array<string>(3).fill('Application'), 'Namespace', 'NetworkPolicy', 'NetworkPolicy', 'Site'],
  ],
  CatalogSource: [(chart) => new CatalogSource(chart, 'c', { name: 'c', image: 'example.com/index:1' }), ['CatalogSource']],
  CollectorPipeline: [collector, ['OpenTelemetryCollector', 'ServiceAccount']],
  JaegerAllInOne: [(chart) => new JaegerAllInOne(chart, 'jaeger'), ['OpenTelemetryCollector', 'ServiceAccount']],
  EdgeSite: [(chart) => new EdgeSite(chart, 'edge'), ['Namespace', 'NetworkPolicy', 'NetworkPolicy', 'Site']],
  Manifest: [(chart) => new Manifest(chart, 'm', { apiVersion: 'v1', kind: 'ConfigMap', name: 'm' }), ['ConfigMap']],
  OperatorGroup: [(chart) => new OperatorGroup(chart, 'g'), ['OperatorGroup']],
  PublicSite: [
    (chart) => {
      const hub = new PublicSite(chart, 'hub', { linkAccess: LinkAccess.published({ host: 'hub.example.com', service: {} }) });
      new EdgeSite(chart, 'edge', { links: [SiteLink.secret(hub, { secret: 'client' })] });
    },
    ['Certificate', 'Link', 'Namespace', 'Namespace', ...Array<string>(4).fill('NetworkPolicy'), 'RouterAccess', 'Service', 'Site', 'Site'],
  ],
  RouterService: [(chart) => new RouterService(chart, 'service'), ['Service']],
  SiteNamespace: [
    (chart) => new EdgeSite(chart, 'edge').addNamespace('apps'),
    ['Namespace', 'Namespace', ...Array<string>(3).fill('NetworkPolicy'), 'Site'],
  ],
  SkupperAttachedConnector: [
    (chart) => {
      const place = { siteNamespace: 'skupper', namespace: 'apps', selector: 'app=a', port: 1 };
      return new SkupperAttachedConnector(chart, 'c', { ...place, name: 'c', routingKey: 'k' });
    },
    ['AttachedConnector', 'AttachedConnectorBinding'],
  ],
  SkupperCertificate: [(chart) => new SkupperCertificate(chart, 'c', { name: 'c', subject: 'c' }), ['Certificate']],
  SkupperConnector: [
    (chart) => new SkupperConnector(chart, 'c', { name: 'c', routingKey: 'k', selector: 'app=a', port: 1 }),
    ['Connector'],
  ],
  SkupperLabelTemplate: [
    (chart) => new SkupperLabelTemplate(chart, 't', { name: 't', kind: 'Service', labels: { a: 'b' } }),
    ['ConfigMap'],
  ],
  SkupperLink: [(chart) => new SkupperLink(chart, 'l', { name: 'l', host: 'hub.example.com', secret: 'client' }), ['Link']],
  SkupperListener: [
    (chart) => {
      new SkupperConnector(chart, 'c', { name: 'c', routingKey: 'k', selector: 'app=a', port: 1 });
      return new SkupperListener(new EdgeSite(chart, 'edge', { links: [] }), 'l', { host: 'l', port: 1, routingKey: 'k' });
    },
    [],
  ],
  SkupperMultiKeyListener: [(chart) => new SkupperMultiKeyListener(chart, 'l', { host: 'l', port: 1, strategy: { priority: ['k'] } }), []],
  SkupperRouterAccess: [(chart) => new SkupperRouterAccess(chart, 'a', { secret: 'server' }), ['RouterAccess']],
  SkupperSecuredAccess: [
    (chart) => new SkupperSecuredAccess(chart, 's', { name: 's', selector: { app: 'a' }, ports: [{ name: 'tls', port: 443 }] }),
    ['SecuredAccess'],
  ],
  SkupperSite: [(chart) => new SkupperSite(chart, 's', { name: 's' }), ['Site']],
  SkupperV1ExposedService: [
    (chart) => new SkupperV1ExposedService(chart, 's', { name: 's', address: 'a', ports: [1], selector: { app: 'a' } }),
    ['Service'],
  ],
  SkupperV1Site: [(chart) => new SkupperV1Site(chart, 's', { name: 's' }), ['ConfigMap']],
  SkupperV1TokenRequest: [(chart) => new SkupperV1TokenRequest(chart, 's', { name: 's' }), ['Secret']],
  Subscription: [
    (chart) => new Subscription(chart, 's', { package: 'p', channel: 'stable', catalog: { name: 'c', namespace: 'olm' } }),
    ['Subscription'],
  ],
  TraceGenerator: [
    (chart) => new TraceGenerator(chart, 'myapp', { sendTo: collector(chart) }),
    ['Deployment', 'OpenTelemetryCollector', 'ServiceAccount'],
  ],
};

/** Objects of a program whose App and Chart know nothing of this library, with the order of their documents. */
function synthesize(make: (chart: Chart) => unknown, yamlOutputType?: YamlOutputType): readonly KubeObject[] {
  const app = new App({ outdir: tempDir(), yamlOutputType });
  make(new Chart(app, 'theirs', { namespace: 'theirs' }));
  app.synth();
  const files = readdirSync(app.outdir).sort();
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(app.outdir, file), 'utf8')).map((document) => document.toJS() as KubeObject),
  );
}

describe('in a chart of somebody else', () => {
  const placed = Object.entries(PLACED).filter(([, [, kinds]]) => kinds.length > 0);

  it.each(placed)('%s works', (_, [make, kinds]) => {
    const objects = synthesize(make);
    expect(objects.map(({ kind }) => kind).sort()).toEqual(kinds);
    for (const { metadata } of objects) expect(metadata.annotations?.['argocd.argoproj.io/sync-wave']).toMatch(/^\d+$/);
  });

  it.each(placed)('%s works with a file for each object', (_, [make]) => {
    // Of one kind and name, cdk8s keeps the last.
    const names = (objects: readonly KubeObject[]): ReadonlySet<string> =>
      new Set(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
    expect(names(synthesize(make, YamlOutputType.FILE_PER_RESOURCE))).toEqual(names(synthesize(make)));
  });

  it('a listener that leads nowhere stops synthesis', () => {
    for (const name of ['SkupperListener', 'SkupperMultiKeyListener'] as const) {
      const [make] = PLACED[name] ?? expect.fail();
      const app = new App({ outdir: tempDir() });
      const chart = new Chart(app, 'theirs', { namespace: 'theirs' });
      make(chart);
      if (name === 'SkupperMultiKeyListener') new EdgeSite(chart, 'edge');
      expect(() => {
        app.synth();
      }).toThrow(/address\/(no-route|not-exposed)/);
    }
  });

  it('every public construct is tried', () => {
    const constructs = Object.entries(library).flatMap(([name, value]) =>
      typeof value === 'function' && (value as { prototype?: unknown }).prototype instanceof Construct ? [name] : [],
    );
    // An abstract class, an App of our own, and what needs the folders that it writes.
    expect(constructs.filter((name) => !['Site', 'TelemetryNetwork', 'ArgoCd'].includes(name)).sort()).toEqual(Object.keys(PLACED).sort());
  });
});
