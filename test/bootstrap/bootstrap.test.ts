import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  ArgoCd,
  Bootstrap,
  Cluster,
  EdgeSite,
  JaegerAllInOne,
  OperatorSource,
  Platform,
  PublicSite,
  setOutputFile,
  type BootstrapProps,
  type Generation,
  type Site,
  type TelemetryNetwork,
  type Topology,
} from '../../constructs';
import { VERSIONS } from '../../imports/versions';
import { at, network, objectOf, objectsOf, readTree, rulesOf, type KubeObject } from '../helpers';

const INDEX_OF_V1 = `skupper/skupper-operator-index:v${VERSIONS.skupperV1}`;
const CSV_OF_V1 = `skupper-operator.v${VERSIONS.skupperV1}`;

interface Case {
  readonly generation?: Generation;
  readonly platform?: Platform;
  readonly role?: Site['role'];
  readonly props?: BootstrapProps;
}

/** A network of one site with a bootstrap. */
function build({ generation = 'current', platform = Platform.KUBERNETES, role = 'hub', props = {} }: Case): {
  readonly app: TelemetryNetwork;
  readonly site: Site;
  readonly bootstrap: Bootstrap;
} {
  const app = network({ generation });
  const cluster = new Cluster('berlin', { platform });
  const site = role === 'hub' ? new PublicSite(app, 'site', { cluster }) : new EdgeSite(app, 'site', { cluster });
  return { app, site, bootstrap: new Bootstrap(site, 'bootstrap', props) };
}

/** Subscriptions as `namespace/name: package channel catalogue`. */
function subscriptions(app: TelemetryNetwork): readonly string[] {
  return objectsOf(app)
    .filter(({ kind }) => kind === 'Subscription')
    .map(({ metadata, spec }) => {
      const { name, channel, source } = spec as { name: string; channel: string; source: string };
      return `${metadata.namespace ?? ''}/${metadata.name}: ${name} ${channel} ${source}`;
    });
}
const applications = (app: TelemetryNetwork): readonly KubeObject[] => objectsOf(app).filter(({ kind }) => kind === 'Application');
const topology = (app: TelemetryNetwork): Topology => JSON.parse(readTree(app.outdir)['network.json'] ?? '') as Topology;
const written = (app: TelemetryNetwork): readonly string[] => {
  app.synth();
  return Object.keys(readTree(app.outdir)).filter((file) => file.startsWith('bootstrap/'));
};

const olm = (options: Parameters<typeof OperatorSource.olm>[0] = {}): BootstrapProps => ({ by: OperatorSource.olm(options) });

describe('a bootstrap of the generation before', { tags: ['subscriptions', 'cert-manager'] }, () => {
  it('has the operators of a hub from operatorhub.io, and Skupper from the index of one version', () => {
    const { app } = build({ generation: 'legacy' });
    expect(subscriptions(app)).toEqual([
      'operators/my-cert-manager: cert-manager stable operatorhubio-catalog',
      'operators/my-jaeger: jaeger stable operatorhubio-catalog',
      'operators/my-opentelemetry-operator: opentelemetry-operator alpha operatorhubio-catalog',
      'operators/skupper-operator: skupper-operator stable-1.9 skupper-catalog',
    ]);
    expect(objectOf(app, 'CatalogSource')).toMatchObject({
      metadata: { name: 'skupper-catalog', namespace: 'olm' },
      spec: { image: `quay.io/${INDEX_OF_V1}` },
    });
    expect(objectOf(app, 'Subscription', 'skupper-operator').spec).toMatchObject({ startingCSV: CSV_OF_V1 });
    // OLM's quickstart has made it.
    expect(objectsOf(app).map(({ kind }) => kind)).not.toContain('OperatorGroup');
  });

  it('has two operators for an edge', () => {
    expect(build({ generation: 'legacy', role: 'edge' }).bootstrap.operators).toEqual(['openTelemetry', 'skupper']);
  });

  it('can be written as the files of the original, whose objects it has', () => {
    const { app, bootstrap } = build({ generation: 'legacy' });
    const files = {
      'bootstrap/olm/20-skupper-source.yaml': bootstrap.skupperCatalog ?? expect.fail(),
      'bootstrap/operators/00-cert-manager.yaml': bootstrap.findSubscription('certManager'),
      'bootstrap/operators/10-jaeger.yaml': bootstrap.findSubscription('jaeger'),
      'bootstrap/operators/10-opentelemetry-operator.yaml': bootstrap.findSubscription('openTelemetry'),
      'bootstrap/operators/10-skupper.yaml': bootstrap.findSubscription('skupper'),
    };
    for (const [file, construct] of Object.entries(files)) setOutputFile(construct, file);
    expect(written(app)).toEqual(Object.keys(files));
    expect(topology(app).sites[0]?.bootstrap?.folders).toEqual(['bootstrap/olm', 'bootstrap/operators']);
  });

  it('comes from Red Hat on OpenShift, cert-manager in a namespace of its own', { tags: 'marketplace' }, () => {
    const { app } = build({ generation: 'legacy', platform: Platform.OPENSHIFT });
    expect(subscriptions(app)).toEqual([
      'cert-manager-operator/openshift-cert-manager-operator: openshift-cert-manager-operator stable-v1 redhat-operators',
      'openshift-operators/jaeger-product: jaeger-product stable redhat-operators',
      'openshift-operators/opentelemetry-product: opentelemetry-product stable redhat-operators',
      'openshift-operators/skupper-operator: skupper-operator stable-1 redhat-operators',
    ]);
    expect(objectOf(app, 'OperatorGroup').metadata.namespace).toBe('cert-manager-operator');
    expect(objectOf(app, 'Namespace', 'cert-manager-operator').metadata).not.toHaveProperty('namespace');
  });
});

describe('a bootstrap of the current generation', () => {
  it('is an Application for each Helm chart, on the cluster of the site, cert-manager in the first wave', () => {
    const { app } = build({});
    const found = applications(app).map(({ metadata, spec }) => [
      metadata.name,
      metadata.namespace,
      metadata.annotations?.['argocd.argoproj.io/sync-wave'],
      at(spec, 'source.repoURL'),
      at(spec, 'source.chart'),
      at(spec, 'source.targetRevision'),
      at(spec, 'destination.namespace'),
    ]);
    expect(found).toEqual([
      ['berlin-cert-manager', 'argocd', '10', 'https://charts.jetstack.io', 'cert-manager', `v${VERSIONS.certManager}`, 'cert-manager'],
      [
        'berlin-opentelemetry-operator',
        'argocd',
        '20',
        'https://open-telemetry.github.io/opentelemetry-helm-charts',
        'opentelemetry-operator',
        VERSIONS.opentelemetryOperatorChart,
        'opentelemetry-operator-system',
      ],
      ['berlin-skupper', 'argocd', '20', 'quay.io/skupper/helm', 'skupper', VERSIONS.skupper, 'skupper'],
    ]);
    for (const { spec } of applications(app)) {
      expect(spec).toMatchObject({
        destination: { name: 'berlin' },
        syncPolicy: { syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'] },
      });
    }
    expect(objectOf(app, 'Application', 'berlin-cert-manager').spec).toMatchObject({
      source: { helm: { valuesObject: { crds: { enabled: true } } } },
    });
  });

  it('goes to the project and namespace that the program names, by hand if it says so', () => {
    const by = OperatorSource.argoCd({ namespace: 'gitops', project: 'operators', automated: false });
    const { app, bootstrap } = build({ props: { by, operators: ['skupper', 'certManager', 'openTelemetry'] } });
    const application = objectOf(app, 'Application', 'berlin-skupper');
    expect(application).toMatchObject({ metadata: { namespace: 'gitops' }, spec: { project: 'operators' } });
    expect(at(application.spec, 'syncPolicy.automated')).toBeUndefined();
    bootstrap.tryFindApplication('skupper')?.addJsonPatch(JsonPatch.add('/spec/source/helm/valuesObject', { scope: 'cluster' }));
    expect(objectOf(app, 'Application', 'berlin-skupper').spec).toMatchObject({ source: { helm: { valuesObject: { scope: 'cluster' } } } });
  });

  it('comes from Red Hat on OpenShift, where an edge needs no cert-manager', { tags: 'marketplace' }, () => {
    const hub = build({ platform: Platform.OPENSHIFT });
    expect(subscriptions(hub.app)).toContain('openshift-operators/skupper-operator: skupper-operator stable-2 redhat-operators');
    expect(build({ platform: Platform.OPENSHIFT, role: 'edge' }).bootstrap.operators).toEqual(['openTelemetry', 'skupper']);
    expect(build({ role: 'edge' }).bootstrap.operators).toEqual(['certManager', 'openTelemetry', 'skupper']);
  });

  it('does not take Skupper v1 for v2: operatorhub.io has nothing else, an own catalogue may', () => {
    expect(() => build({ props: olm() })).toThrow(`operatorhub.io does not have Skupper ${VERSIONS.skupper}`);
    const catalog = { name: 'own', namespace: 'olm' };
    const { app } = build({ props: olm({ subscriptions: { skupper: { catalog, package: 'skupper-operator', channel: 'stable-2' } } }) });
    expect(subscriptions(app)).toContain('operators/skupper-operator: skupper-operator stable-2 own');
    expect(objectsOf(app).map(({ kind }) => kind)).not.toContain('CatalogSource');
  });
});

describe('approval by hand', () => {
  it('asks for versions that are known, so that the first InstallPlan is of them', () => {
    const { app } = build({ generation: 'legacy', props: olm({ approval: 'manual' }) });
    const specs = objectsOf(app).flatMap(({ kind, spec }) => (kind === 'Subscription' ? [spec] : []));
    expect(specs.map((spec) => [at(spec, 'installPlanApproval'), at(spec, 'startingCSV')])).toEqual([
      ['Manual', `cert-manager.v${VERSIONS.certManagerInOperatorHub}`],
      ['Manual', `jaeger-operator.v${VERSIONS.jaegerOperatorInOperatorHub}`],
      // Which version of it is there is not known.
      ['Manual', undefined],
      ['Manual', CSV_OF_V1],
    ]);
  });

  it('asks for no version in a catalogue or channel that the program names', () => {
    const options = {
      approval: 'manual',
      subscriptions: { jaeger: { channel: 'other' }, certManager: { startingCsv: 'cert-manager.v1.0.0' } },
    } as const;
    const { app } = build({ generation: 'legacy', props: olm(options) });
    expect(at(objectOf(app, 'Subscription', 'my-jaeger').spec, 'startingCSV')).toBeUndefined();
    expect(at(objectOf(app, 'Subscription', 'my-cert-manager').spec, 'startingCSV')).toBe('cert-manager.v1.0.0');
    const own = build({
      generation: 'legacy',
      props: olm({ approval: 'manual', catalog: { name: 'own', namespace: 'olm' }, namespace: 'platform' }),
    });
    expect(at(objectOf(own.app, 'Subscription', 'my-jaeger'), 'metadata.namespace')).toBe('platform');
    expect(JSON.stringify(objectsOf(own.app))).not.toContain('startingCSV');
  });
});

describe('the output of a bootstrap', () => {
  it('is apart from the site, for commands, Argo CD and network policies', () => {
    const { app, site } = build({ platform: Platform.OPENSHIFT });
    new ArgoCd(app, 'argocd', { repository: 'https://git.example.com/telemetry.git' });
    expect(written(app)).toEqual([
      'bootstrap/site/00-cert-manager.yaml',
      'bootstrap/site/10-cert-manager.yaml',
      'bootstrap/site/20-cert-manager.yaml',
      'bootstrap/site/20-opentelemetry-operator.yaml',
      'bootstrap/site/20-skupper.yaml',
    ]);
    const [described] = topology(app).sites;
    expect(described?.bootstrap).toMatchObject({
      by: 'olm',
      folders: ['bootstrap/site'],
      operators: ['certManager', 'openTelemetry', 'skupper'],
    });
    expect(described?.namespaces.map(({ name }) => name)).toEqual([site.namespace]);
    expect(JSON.stringify(described?.objects)).not.toContain('operators.coreos.com');
    expect(JSON.stringify(objectOf(app, 'AppProject').spec)).not.toMatch(/operators\.coreos\.com|cert-manager-operator/);
  });

  it('is below the folder of the site, or where the program says', () => {
    const app = network();
    const site = new EdgeSite(app, 'site', { folder: 'clusters/berlin' });
    new Bootstrap(site);
    expect(written(app)).toContain('bootstrap/clusters/berlin/20-skupper.yaml');
    const other = build({ props: { folder: 'operators/berlin' } }).app;
    other.synth();
    expect(Object.keys(readTree(other.outdir))).toContain('operators/berlin/20-skupper.yaml');
  });

  it('costs a site without one nothing', () => {
    const app = network();
    new EdgeSite(app, 'site');
    app.synth();
    expect(topology(app).sites[0]).not.toHaveProperty('bootstrap');
  });

  it('is once on a cluster', () => {
    const app = network();
    const cluster = new Cluster('one');
    for (const id of ['a', 'b']) new Bootstrap(new EdgeSite(app, id, { cluster, namespace: id }));
    expect(new Set(app.findings().map(({ rule }) => rule))).toEqual(new Set(['object/duplicate']));
  });
});

describe('a bootstrap that lacks an operator', () => {
  it('says so of the resources that nobody would heed', () => {
    const { app, site } = build({ platform: Platform.OPENSHIFT, role: 'edge' });
    expect(app.findings()).toEqual([]);
    new ApiObject(site, 'issuer', { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'ca' }, spec: { selfSigned: {} } });
    expect(app.findings()).toMatchObject([{ rule: 'bootstrap/operator-missing', severity: 'warning', path: 'site/bootstrap' }]);
  });

  it('says so of the webhook whose certificate comes from cert-manager, with Helm alone', () => {
    const operators = ['openTelemetry', 'skupper'] as const;
    expect(rulesOf(build({ props: { operators } }).app.findings())).toEqual(['bootstrap/operator-missing site/bootstrap']);
    expect(build({ platform: Platform.OPENSHIFT, props: { operators } }).app.findings()).toEqual([]);
  });
});

describe('a bootstrap refuses', () => {
  it.each<[string, Case, string]>([
    ['no operators', { props: { operators: [] } }, 'has to name operators to install, received none'],
    ['an operator that is none', { props: { operators: ['istio' as 'skupper'] } }, 'received "istio"'],
    [
      'a chart that there is not',
      { generation: 'legacy', props: { by: OperatorSource.argoCd() } },
      'there is no Helm chart for the Jaeger operator',
    ],
    ['a folder that is no path', { props: { folder: '../up' } }, 'has to be a path below the output folder'],
  ])('%s', (_, given, says) => {
    expect(() => build(given)).toThrow(says);
  });

  it('a chart in the place of a site, a second one in a site, and what it does not have', () => {
    expect(() => new Bootstrap(new Chart(network(), 'c') as unknown as Site)).toThrow('has to be a site');
    const { site, bootstrap } = build({});
    expect(() => new Bootstrap(site, 'second')).toThrow('site has a bootstrap already');
    expect(() => bootstrap.findSubscription('skupper')).toThrow('there is no Subscription to skupper');
    expect(bootstrap.skupperCatalog).toBeUndefined();
  });

  it('a namespace that is none', () => {
    expect(() => OperatorSource.argoCd({ namespace: 'A' })).toThrow('has to be a DNS label');
    expect(() => OperatorSource.olm({ namespace: 'A' })).toThrow('has to be a DNS label');
  });
});

describe('bootstraps of two sites on one cluster', () => {
  const cluster = new Cluster('berlin');
  const sites = (): readonly [TelemetryNetwork, PublicSite, EdgeSite] => {
    const app = network({ generation: 'legacy' });
    const hub = new PublicSite(app, 'hub', { cluster, namespace: 'hub' });
    new JaegerAllInOne(hub, 'jaeger');
    return [app, hub, new EdgeSite(app, 'edge', { cluster, namespace: 'edge' })];
  };

  it('do not both install an operator', () => {
    const [app, hub, edge] = sites();
    for (const site of [hub, edge]) new Bootstrap(site);
    const fixes = app.findings().map(({ rule, fix }) => `${rule}: ${fix}`);
    expect(new Set(fixes)).toEqual(
      new Set([
        'object/duplicate: one Bootstrap installs the operators of a cluster: leave the other one out, or divide them by its operators',
      ]),
    );
  });

  it('may divide the operators among them', () => {
    const [app, hub, edge] = sites();
    new Bootstrap(hub, 'bootstrap', { operators: ['jaeger'] });
    new Bootstrap(edge, 'bootstrap', { operators: ['openTelemetry', 'skupper'] });
    expect(app.findings()).toEqual([]);
  });
});

describe('mirrors and digests', () => {
  it('hold for the index of Skupper', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const app = network({
      generation: 'legacy',
      images: { mirrors: { 'quay.io': 'harbor.example.com/quay' }, digests: { [`quay.io/${INDEX_OF_V1}`]: digest } },
    });
    new Bootstrap(new EdgeSite(app, 'edge'));
    expect(objectOf(app, 'CatalogSource').spec).toMatchObject({ image: `harbor.example.com/quay/${INDEX_OF_V1}@${digest}` });
  });
});
