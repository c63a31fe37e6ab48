import { ApiObject, App, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  existingNamespace,
  injectSidecar,
  jaegerReceiver,
  JaegerAllInOne,
  otlpReceiver,
  PublicSite,
  TraceGenerator,
  type Site,
  type SiteNamespace,
  type TelemetryNetwork,
  type Topology,
} from '../../constructs';
import { network, objectOf, readTree, rulesOf, tempDir, type KubeObject } from '../helpers';
import { printedWarnings } from '../printed';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const LOGS = { name: 'logs', mountPath: '/var/log', source: { hostPath: { path: '/var/log' } }, readOnly: true };

function levelOf(app: TelemetryNetwork, name: string): string | undefined {
  return objectOf(app, 'Namespace', name).metadata.labels?.[ENFORCE];
}

/** A hub with a further namespace. */
function apps(): { readonly app: TelemetryNetwork; readonly hub: PublicSite; readonly further: SiteNamespace } {
  const app = network();
  const hub = new PublicSite(app, 'hub');
  return { app, hub, further: hub.addNamespace('apps') };
}

function collector(scope: Site | SiteNamespace, id: string, mode = CollectorMode.deployment()): CollectorPipeline {
  const made = new CollectorPipeline(scope, id, { mode });
  made.traces().receive(otlpReceiver()).export(debugExporter());
  return made;
}

/** A workload of cdk8s-plus as it is by default, and one that is careful. */
function workload(scope: Site | SiteNamespace, id = 'app'): kplus.Deployment {
  return new kplus.Deployment(scope, id, { containers: [{ image: 'app' }], select: true });
}

/** The namespaces of a site as network.json has them. */
function namespacesOf(app: TelemetryNetwork, site: string): unknown {
  app.synth();
  const { sites } = JSON.parse(readTree(app.outdir)['network.json'] ?? '') as Topology;
  return sites.find(({ name }) => name === site)?.namespaces;
}

describe('a further namespace', () => {
  it('is restricted where everything in it passes that, though placed in it later', () => {
    const { app, hub, further } = apps();
    collector(further, 'gateway');
    new JaegerAllInOne(further, 'jaeger');
    const agent = new CollectorPipeline(further, 'agent', { mode: CollectorMode.sidecar() });
    agent
      .traces()
      .receive(jaegerReceiver({ thriftCompact: {} }))
      .export(debugExporter());
    new TraceGenerator(further, 'generator', { sendTo: agent });
    expect(levelOf(app, 'apps')).toBe('restricted');
    expect(levelOf(app, hub.namespace)).toBe('baseline');
  });

  it('is baseline where one workload of the program says too little', () => {
    const { app, further } = apps();
    collector(further, 'gateway');
    new ApiObject(further, 'app', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'app' },
      spec: { template: { spec: { containers: [{ name: 'app', image: 'app' }] } } },
    });
    expect(levelOf(app, 'apps')).toBe('baseline');
    expect(printedWarnings()).toEqual(['network-policy/workload hub/apps/app']);
  });

  it('is baseline where a patch takes from a collector what the stricter level asks for', () => {
    const { app, further } = apps();
    collector(further, 'gateway').manifest.addJsonPatch(JsonPatch.remove('/spec/securityContext/seccompProfile'));
    collector(further, 'other').manifest.addJsonPatch(
      JsonPatch.remove('/spec/securityContext/seccompProfile'),
      JsonPatch.remove('/spec/podSecurityContext/seccompProfile'),
    );
    expect(levelOf(app, 'apps')).toBe('baseline');
  });

  it('counts the sidecars of its pods, and not those that are put into pods of others', () => {
    const { app, hub, further } = apps();
    const careless = collector(hub, 'careless', CollectorMode.sidecar());
    careless.manifest.addJsonPatch(JsonPatch.remove('/spec/securityContext/allowPrivilegeEscalation'));
    const careful = collector(further, 'careful', CollectorMode.sidecar());
    new TraceGenerator(further, 'generator', { sendTo: careful });
    expect(levelOf(app, 'apps')).toBe('restricted');
    new TraceGenerator(further, 'other', { sendTo: careless });
    expect(levelOf(app, 'apps')).toBe('baseline');
  });

  it('counts what another site of the cluster has in it', () => {
    const app = network();
    const cluster = new Cluster('one');
    const further = new PublicSite(app, 'hub', { cluster }).addNamespace('apps');
    collector(further, 'gateway');
    const other = new EdgeSite(app, 'edge', { cluster, namespace: 'edge' }).addNamespace(existingNamespace('apps'));
    expect(levelOf(app, 'apps')).toBe('restricted');
    workload(other);
    expect(levelOf(app, 'apps')).toBe('baseline');
    expect(printedWarnings()).toEqual(['network-policy/workload edge/apps/app/Resource']);
  });

  it('has the level that it is given', () => {
    const { app, hub } = apps();
    hub.addNamespace('given', { podSecurity: 'baseline' });
    hub.addNamespace('open', { podSecurity: 'privileged' });
    expect([levelOf(app, 'given'), levelOf(app, 'open')]).toEqual(['baseline', 'privileged']);
  });

  it('is as strict under an App of somebody else', () => {
    const hub = new PublicSite(new App(), 'hub');
    const further = hub.addNamespace('apps');
    collector(further, 'gateway');
    const level = (): string | undefined =>
      (Testing.synth(further) as KubeObject[]).find(({ kind }) => kind === 'Namespace')?.metadata.labels?.[ENFORCE];
    expect(level()).toBe('restricted');
    workload(further);
    expect(level()).toBe('baseline');
  });
});

describe('what needs its node', () => {
  it('is found in a namespace that was not said to allow it, with the field and what to do', () => {
    const { app, further } = apps();
    const made = new CollectorPipeline(further, 'node', { mode: CollectorMode.daemonset(), volumes: [LOGS] });
    made.logs().receive(otlpReceiver()).export(debugExporter());
    expect(app.findings()).toEqual([
      {
        rule: 'namespace/pod-security',
        severity: 'error',
        path: 'hub/apps/node/Resource',
        location: 'spec.volumes.0.hostPath',
        message: 'a volume with files of the node, and the namespace apps enforces the PodSecurity level baseline',
        fix: expect.stringContaining("podSecurity: 'privileged'") as unknown,
        docs: 'docs/rules/namespace/pod-security.md',
      },
    ]);
  });

  it('is let in where the program says so', () => {
    const app = network();
    const edge = new EdgeSite(app, 'edge', { podSecurity: 'privileged' });
    const further = edge.addNamespace('node', { podSecurity: 'privileged' });
    for (const place of [edge, further]) {
      new CollectorPipeline(place, 'agent', { volumes: [LOGS] }).logs().receive(otlpReceiver()).export(debugExporter());
    }
    expect(app.findings()).toEqual([]);
    expect([levelOf(app, 'telemetry'), levelOf(app, 'node')]).toEqual(['privileged', 'privileged']);
  });

  it('is found at the workload that it is put into as a sidecar', () => {
    const { app, hub, further } = apps();
    const sidecar = new CollectorPipeline(hub, 'sidecar', { mode: CollectorMode.sidecar(), volumes: [LOGS] });
    sidecar.traces().receive(otlpReceiver()).export(debugExporter());
    injectSidecar(workload(further), sidecar);
    expect(app.findings().filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'namespace/pod-security', path: 'hub/apps/app/Resource', location: 'sidecar hub/sidecar/Resource: spec.volumes.0.hostPath' },
    ]);
  });

  it('is found under an App of somebody else', () => {
    const app = new App({ outdir: tempDir() });
    const further = new PublicSite(app, 'hub').addNamespace('apps');
    new CollectorPipeline(further, 'node', { volumes: [LOGS] }).logs().receive(otlpReceiver()).export(debugExporter());
    expect(() => {
      app.synth();
    }).toThrow('namespace/pod-security');
  });
});

describe('a level that is given', () => {
  it('is held against workloads that it is too strict for', () => {
    const { app, hub } = apps();
    const strict = hub.addNamespace('strict', { podSecurity: 'restricted' });
    collector(strict, 'gateway');
    workload(strict);
    const found = new Set(rulesOf(app.findings()));
    expect(found).toContain('namespace/pod-security hub/strict/app/Resource');
    // Nobody says what it may connect to either.
    expect(found).toEqual(new Set([...found].filter((rule) => rule.endsWith(' hub/strict/app/Resource'))));
  });

  it('is held against the Skupper router if a patch asks for what it does not pass', () => {
    const { app, hub } = apps();
    const [namespace] = hub.node.children.filter((construct) => construct instanceof ApiObject);
    namespace?.addJsonPatch(JsonPatch.replace('/metadata/labels/pod-security.kubernetes.io~1enforce', 'restricted'));
    expect(rulesOf(app.findings())).toEqual(['namespace/pod-security hub/skupper-site/Resource']);
  });

  it('is refused for a namespace that is there already', () => {
    expect(() => new EdgeSite(network(), 'edge', { namespace: existingNamespace('given'), podSecurity: 'privileged' })).toThrow(
      'podSecurity',
    );
  });
});

describe('network.json', () => {
  it('says what the pods of each namespace need, of namespaces that are there already too', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub', { namespace: existingNamespace('given'), cluster: new Cluster('one') });
    collector(hub.addNamespace('strict'), 'gateway');
    workload(hub.addNamespace(existingNamespace('apps')));
    new CollectorPipeline(hub.addNamespace('node', { podSecurity: 'privileged' }), 'node', { volumes: [LOGS] })
      .logs()
      .receive(otlpReceiver())
      .export(debugExporter());
    expect(namespacesOf(app, 'hub')).toEqual([
      { name: 'apps', created: false, podSecurity: 'baseline' },
      { name: 'given', created: false, podSecurity: 'baseline' },
      { name: 'node', created: true, podSecurity: 'privileged' },
      { name: 'strict', created: true, podSecurity: 'restricted' },
    ]);
  });
});
