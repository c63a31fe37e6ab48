import * as path from 'node:path';

import { ApiObject, JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import {
  ArgoCd,
  Bootstrap,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  Manifest,
  OperatorSource,
  PublicSite,
  TelemetryNetwork,
  debugExporter,
  k8sAttributesProcessor,
  otlpReceiver,
  type ArgoCdProps,
} from '../../constructs';
import { at, network, objectOf, objectsOf, readTree, rulesOf, tempDir, type KubeObject } from '../helpers';
import { application, argoOf, build, collector, elementsOf, folderOf, hubOf, repository } from './argo-network';

describe('Argo CD', () => {
  it('has a folder of its own, with the project before the health checks before what applies the sites', () => {
    const app = build(network());
    app.synth();
    expect(Object.keys(folderOf(app)).sort()).toEqual([
      '00-project.yaml',
      '10-health-checks.yaml',
      '20-application-edge.yaml',
      '20-application-hub.yaml',
    ]);
    for (const text of Object.values(folderOf(app))) {
      for (const document of parseAllDocuments(text)) expect(document.getIn(['metadata', 'namespace'])).toBe('argocd');
    }
  });

  it('takes in sites that are placed before it and after it', () => {
    const app = network();
    new EdgeSite(app, 'before');
    const argo = new ArgoCd(app, 'argocd', { repository });
    const after = new EdgeSite(app, 'after');
    const names = objectsOf(app).flatMap(({ kind, metadata }) => (kind === 'Application' ? [metadata.name] : []));
    expect(names).toEqual(['telemetry-after', 'telemetry-before']);
    expect(argo.tryFindApplication(after)?.name).toBe('telemetry-after');
  });

  it('writes the same whatever the order of the program', () => {
    for (const applicationSet of [false, true]) {
      const written = (edges: readonly string[]): string => build(network(), { applicationSet }, edges).synthYaml();
      expect(written(['b', 'a'])).toBe(written(['a', 'b']));
    }
  });

  it('points at the folder of each site, at the cluster and the namespace that the site is in', () => {
    const app = build(network(), { revision: 'v1', path: 'clusters/out' });
    const cluster = new Cluster('far', { argocd: { server: 'https://far.example.com:6443' } });
    new EdgeSite(app, 'other', { cluster, namespace: 'apart' });
    expect(application(app, 'telemetry-edge').spec).toMatchObject({
      project: 'telemetry',
      source: { repoURL: repository, targetRevision: 'v1', path: 'clusters/out/edge' },
      destination: { name: 'edge', namespace: 'telemetry' },
    });
    expect(at(application(app, 'telemetry-other').spec, 'destination')).toEqual({
      server: 'https://far.example.com:6443',
      namespace: 'apart',
    });
  });

  it('takes the output folder for the path, and dist where that is elsewhere', () => {
    const pathIn = (outdir: string): unknown => {
      const app = build(new TelemetryNetwork({ outdir }));
      return at(application(app, 'telemetry-edge').spec, 'source.path');
    };
    expect(pathIn('out/telemetry')).toBe('out/telemetry/edge');
    expect(pathIn(path.join(process.cwd(), 'dist'))).toBe('dist/edge');
    expect(pathIn('.')).toBe('edge');
    expect(pathIn(tempDir())).toBe('dist/edge');
  });

  it('prunes and heals by itself unless it is told otherwise', () => {
    const automated = (props: Partial<ArgoCdProps>): unknown =>
      at(application(build(network(), props), 'telemetry-edge').spec, 'syncPolicy.automated');
    expect(automated({})).toEqual({ prune: true, selfHeal: true });
    expect(automated({ automated: { prune: false } })).toEqual({ prune: false, selfHeal: true });
    expect(automated({ automated: false })).toBeUndefined();
  });

  it('uses server-side apply and retries, and leaves the comparison to Argo CD', () => {
    const { spec } = application(build(network()), 'telemetry-edge');
    expect(at(spec, 'syncPolicy.syncOptions')).toEqual(['CreateNamespace=false', 'ServerSideApply=true']);
    expect(at(spec, 'syncPolicy.retry')).toMatchObject({ limit: 10, backoff: { factor: 2 } });
    // With a server-side diff, Argo CD does not notice a change of a collector's configuration.
    for (const applicationSet of [false, true]) {
      const app = build(network(), { applicationSet });
      new Bootstrap(hubOf(app), 'bootstrap', { by: OperatorSource.argoCd() });
      app.synth();
      for (const text of Object.values(readTree(app.outdir))) expect(text).not.toContain('compare-options');
    }
  });

  it('respects ignored differences only where differences are ignored', () => {
    const options = (app: TelemetryNetwork): unknown => at(application(app, 'telemetry-hub').spec, 'syncPolicy.syncOptions');
    expect(options(build(network()))).not.toContain('RespectIgnoreDifferences=true');
    const app = build(network());
    collector(hubOf(app), 'scaled', CollectorMode.deployment({ autoscaler: { maxReplicas: 3 } }));
    expect(options(app)).toContain('RespectIgnoreDifferences=true');
    expect(at(application(app, 'telemetry-edge').spec, 'syncPolicy.syncOptions')).not.toContain('RespectIgnoreDifferences=true');
  });

  it('reads plain manifests, also where a Kustomization stands beside them', () => {
    const app = build(network({ kustomization: true }));
    expect(at(application(app, 'telemetry-edge').spec, 'source.directory')).toEqual({ recurse: true });
  });

  it('keeps the objects of a site whose Application goes, unless they are to go too', () => {
    const finalizers = (app: TelemetryNetwork): unknown => at(application(app, 'telemetry-edge').metadata, 'finalizers');
    expect(finalizers(build(network()))).toBeUndefined();
    expect(finalizers(build(network(), { cascade: true }))).toEqual(['resources-finalizer.argocd.argoproj.io']);
    const preserved = (cascade: boolean): unknown =>
      at(objectOf(build(network(), { applicationSet: true, cascade }), 'ApplicationSet').spec, 'syncPolicy.preserveResourcesOnDeletion');
    expect([preserved(false), preserved(true)]).toEqual([true, false]);
  });

  it('ignores what others write: pods of an autoscaled collector alone, and what Skupper notes on a Secret', () => {
    const app = network();
    new ArgoCd(app, 'argocd', { repository });
    const site = new EdgeSite(app, 'edge');
    collector(site, 'fixed', CollectorMode.deployment({ replicas: 2 }));
    expect(at(application(app, 'telemetry-edge').spec, 'ignoreDifferences')).toBeUndefined();
    collector(site, 'scaled', CollectorMode.deployment({ autoscaler: { maxReplicas: 3 } }));
    new ApiObject(site, 'client', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'client' } });
    expect(at(application(app, 'telemetry-edge').spec, 'ignoreDifferences')).toEqual([
      {
        group: 'opentelemetry.io',
        kind: 'OpenTelemetryCollector',
        name: 'scaled',
        namespace: 'telemetry',
        jsonPointers: ['/spec/replicas'],
      },
      {
        kind: 'Secret',
        name: 'client',
        namespace: 'telemetry',
        jsonPointers: ['/metadata/annotations/internal.skupper.io~1tls-profile-context'],
      },
    ]);
  });

  it('can be told more by JSON patches', () => {
    const app = build(network());
    const argo = argoOf(app);
    argo.project.addJsonPatch(JsonPatch.add('/spec/namespaceResourceWhitelist/-', { group: '', kind: 'Pod' }));
    expect(at(objectOf(app, 'AppProject').spec, 'namespaceResourceWhitelist')).toContainEqual({ group: '', kind: 'Pod' });
    argo.project.addJsonPatch(JsonPatch.add('/spec/sourceRepositories', []));
    expect(rulesOf(app.findings())).toEqual(['schema argocd/project']);
  });
});

describe('the project', () => {
  it('lets in what the sites have: their repository, clusters, namespaces and kinds, and nothing else', () => {
    const app = build(network());
    const site = new EdgeSite(app, 'other', { namespace: 'apart' });
    new ApiObject(site.addNamespace('more'), 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(objectOf(app, 'AppProject').spec).toEqual({
      description: expect.stringMatching(/\w/) as unknown,
      sourceRepos: [repository],
      destinations: [
        { name: 'edge', namespace: 'telemetry' },
        { name: 'hub', namespace: 'telemetry' },
        { name: 'other', namespace: 'apart' },
        { name: 'other', namespace: 'more' },
      ],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      namespaceResourceWhitelist: [
        { group: '', kind: 'ConfigMap' },
        { group: '', kind: 'ServiceAccount' },
        { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
        { group: 'opentelemetry.io', kind: 'OpenTelemetryCollector' },
        { group: 'skupper.io', kind: 'Connector' },
        { group: 'skupper.io', kind: 'Listener' },
        { group: 'skupper.io', kind: 'Site' },
      ],
    });
  });

  it('covers every object of every site', () => {
    const app = build(network());
    const site = new EdgeSite(app, 'other');
    const made = new CollectorPipeline(site, 'agent');
    made.traces().receive(otlpReceiver()).process(k8sAttributesProcessor()).export(debugExporter());
    new ApiObject(site, 'class', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'x' } });
    new Manifest(site, 'store', { apiVersion: 'external-secrets.io/v1', kind: 'ClusterSecretStore', name: 'x', clusterScoped: true });
    app.synth();
    const { clusterResourceWhitelist, namespaceResourceWhitelist } = objectOf(app, 'AppProject').spec as Record<string, readonly unknown[]>;
    for (const [file, text] of Object.entries(readTree(app.outdir))) {
      if (!file.endsWith('.yaml') || file.startsWith('argocd/')) continue;
      for (const document of parseAllDocuments(text)) {
        const { apiVersion, kind, metadata } = document.toJS() as KubeObject;
        const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
        const allowed = metadata.namespace === undefined ? clusterResourceWhitelist : namespaceResourceWhitelist;
        expect(allowed).toContainEqual({ group, kind });
      }
    }
    expect(clusterResourceWhitelist).toHaveLength(5);
  });

  it('is found out without rendering any object of a site', () => {
    const app = build(network());
    const argo = argoOf(app);
    for (const construct of app.node.findAll()) {
      if (!(construct instanceof ApiObject) || construct.node.path.startsWith('argocd/')) continue;
      construct.toJson = () => expect.fail('rendered');
    }
    for (const child of argo.node.children) if (child instanceof ApiObject) child.toJson();
  });
});

describe('an ApplicationSet', () => {
  it('makes the Applications that would be there without it', () => {
    const make = (applicationSet: boolean): TelemetryNetwork => {
      const app = build(network(), { applicationSet }, ['a', 'b']);
      const own = new Cluster('own', { argocd: { server: 'https://kubernetes.default.svc' } });
      collector(new PublicSite(app, 'scaled', { cluster: own }), 'gateway', CollectorMode.deployment({ autoscaler: { maxReplicas: 2 } }));
      return app;
    };
    const plain = objectsOf(make(false)).filter(({ kind }) => kind === 'Application');
    const app = make(true);
    const { template, templatePatch } = objectOf(app, 'ApplicationSet').spec as { template: unknown; templatePatch: string };
    const filled = elementsOf(app).map((element) => {
      const fill = (text: string): string => text.replaceAll(/\{\{\.(\w+)\}\}/g, (_, key: string) => String(element[key]));
      const made = JSON.parse(fill(JSON.stringify(template))) as { metadata: KubeObject['metadata']; spec: Record<string, unknown> };
      const destination = Object.fromEntries(Object.entries(made.spec['destination'] as object).filter(([, value]) => value !== ''));
      // As Go's templates have it: an empty list is false.
      const ignored = element['ignored'] as readonly unknown[];
      const patch = templatePatch.replace(/\{\{ if \.ignored \}\}(.*)\{\{ end \}\}/, (_, inner: string) =>
        ignored.length === 0 ? '' : inner.replace('{{ toJson .ignored }}', JSON.stringify(ignored)),
      );
      const { spec } = JSON.parse(patch) as { spec: { syncPolicy?: object } };
      // As Argo CD merges it: objects field by field, lists as a whole.
      const syncPolicy = { ...(made.spec['syncPolicy'] as object), ...spec.syncPolicy };
      return { name: made.metadata.name, spec: { ...made.spec, destination, ...spec, syncPolicy } };
    });
    expect(filled).toEqual(plain.map(({ metadata, spec }) => ({ name: metadata.name, spec })));
    expect(at(objectOf(app, 'ApplicationSet').spec, 'goTemplateOptions')).toEqual(['missingkey=error']);
  });

  it('has no more in its list than sites differ in', () => {
    const app = build(network(), { applicationSet: true });
    expect(elementsOf(app)).toEqual([
      { site: 'edge', namespace: 'telemetry', cluster: 'edge' },
      { site: 'hub', namespace: 'telemetry', cluster: 'hub' },
    ]);
    expect(at(objectOf(app, 'ApplicationSet').spec, 'templatePatch')).toBeUndefined();
  });
});

describe('the health checks', () => {
  const data = (app: TelemetryNetwork): Readonly<Record<string, string>> => {
    const { kind, metadata, ...rest } = objectOf(app, 'ConfigMap', 'argocd-cm') as KubeObject & { data: Record<string, string> };
    expect([kind, metadata.labels]).toEqual(['ConfigMap', { 'app.kubernetes.io/part-of': 'argocd' }]);
    return rest.data;
  };

  it('are that part of argocd-cm alone', () => {
    const keys = Object.keys(data(build(network())));
    expect(keys).toContain('resource.customizations.health.skupper.io_MultiKeyListener');
    const others = keys.filter((key) => !/^resource\.customizations\.health\.skupper\.io_[A-Z][A-Za-z]+$/.test(key));
    expect(others).toEqual(['resource.customizations.health.opentelemetry.io_OpenTelemetryCollector']);
  });

  it('are left out where somebody else has that ConfigMap', () => {
    const app = build(network(), { healthChecks: false });
    app.synth();
    expect(Object.keys(folderOf(app))).not.toContain('10-health-checks.yaml');
  });
});

describe('some sites of a network with Argo CD', () => {
  it('leave to Argo CD what is of all sites', () => {
    const outdir = tempDir();
    build(new TelemetryNetwork({ outdir }), {}, ['a', 'b']).synth();
    const before = readTree(outdir);
    build(new TelemetryNetwork({ outdir }), { revision: 'next' }, ['a', 'b']).synth({ sites: ['a'] });
    const after = readTree(outdir);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const site of ['a', 'b', 'hub']) expect(after[`argocd/20-application-${site}.yaml`]).toContain('targetRevision: next');
    expect(after['network.json']).toBe(before['network.json']);
  });

  it('are let go of by a run of all', () => {
    const outdir = tempDir();
    build(new TelemetryNetwork({ outdir }), {}, ['a', 'b']).synth();
    build(new TelemetryNetwork({ outdir }), {}, ['a']).synth({ sites: ['a'] });
    expect(Object.keys(readTree(outdir))).toContain('argocd/20-application-b.yaml');
    build(new TelemetryNetwork({ outdir }), {}, ['a']).synth();
    expect(Object.keys(readTree(outdir))).not.toContain('argocd/20-application-b.yaml');
  });
});
