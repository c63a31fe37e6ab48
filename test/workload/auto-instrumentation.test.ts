import { ApiObject, Cron, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  AgentSampler,
  AutoInstrumentation,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  EnvironmentSource,
  injectSidecar,
  Language,
  otlpReceiver,
  Platform,
  Propagator,
  type AutoInstrumentationProps,
  type EdgeSiteProps,
  type Finding,
  type OtlpReceiver,
  type TelemetryNetwork,
  type TelemetryNetworkProps,
  type Topology,
} from '../../constructs';
import { at, network, objectOf, readTree } from '../helpers';

const PREFIX = 'instrumentation.opentelemetry.io';

interface Edge {
  readonly app: TelemetryNetwork;
  readonly site: EdgeSite;
  readonly collector: CollectorPipeline;
}

interface EdgeOptions {
  readonly mode?: CollectorMode;
  readonly receiver?: OtlpReceiver;
  readonly site?: EdgeSiteProps;
  readonly network?: TelemetryNetworkProps;
}

/** An edge with a collector that takes traces; without policies, which are looked at apart. */
function edge({ mode, receiver = otlpReceiver(), site: props, network: root }: EdgeOptions = {}): Edge {
  const app = network({ networkPolicies: false, ...root });
  const site = new EdgeSite(app, 'edge', props);
  const collector = new CollectorPipeline(site, 'agent', { mode });
  collector.traces().receive(receiver).export(debugExporter());
  return { app, site, collector };
}

/** An edge whose collector is a sidecar. */
function edgeWithSidecar(): Edge {
  return edge({ mode: CollectorMode.sidecar() });
}

/** The spec of an `Instrumentation` that sends to the collector of an edge. */
function specOf({ app, site, collector }: Edge, props: Partial<AutoInstrumentationProps> = {}): unknown {
  new AutoInstrumentation(site, 'agents', { sendTo: collector, ...props });
  return objectOf(app, 'Instrumentation').spec;
}

function deployment(site: EdgeSite, id = 'web', names: readonly string[] = ['main']): kplus.Deployment {
  return new kplus.Deployment(site, id, { containers: names.map((name, i) => ({ name, image: 'web:1', port: 8080 + i })) });
}

function annotationsOf(app: TelemetryNetwork, kind = 'Deployment', place = 'spec.template.metadata.annotations'): unknown {
  return at(objectOf(app, kind), place);
}

/** What else workloads connect to is not said here. */
function errorsOf(app: TelemetryNetwork): readonly Finding[] {
  return app.findings().filter(({ severity }) => severity === 'error');
}

const variable = (name: string, value: string) => ({ name, value });

describe('an Instrumentation', () => {
  it('points every language at its sidecar, by the protocol that its agent speaks', () => {
    const spec = specOf(edgeWithSidecar());
    expect(at(spec, 'exporter')).toEqual({ endpoint: 'http://localhost:4318' });
    expect(at(spec, 'env')).toContainEqual(variable('OTEL_EXPORTER_OTLP_PROTOCOL', 'http/protobuf'));
    expect(at(spec, 'nodejs.env')).toEqual([
      variable('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://localhost:4317'),
      variable('OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'),
    ]);
  });

  it('points at the Service and the ports of any other collector, wherever it is', () => {
    const receiver = otlpReceiver({ http: { port: 14_318 }, grpc: { port: 14_317 } });
    const made = edge({ mode: CollectorMode.statefulset({ replicas: 2 }), receiver, site: { namespace: 'apps' } });
    const spec = specOf(made);
    expect(at(spec, 'exporter.endpoint')).toBe('http://agent-collector.apps.svc:14318');
    expect(at(spec, 'nodejs.env.0.value')).toBe('http://agent-collector.apps.svc:14317');
  });

  it('leaves Node.js to HTTP where there is no gRPC', () => {
    expect(specOf(edge({ receiver: otlpReceiver({ grpc: false }) }))).not.toHaveProperty('nodejs');
  });

  it('switches off signals that the collector has no pipeline for, and those alone', () => {
    const off = ({ app }: Edge): readonly string[] =>
      (at(objectOf(app, 'Instrumentation'), 'spec.env') as { name: string; value: string }[])
        .filter(({ value }) => value === 'none')
        .map(({ name }) => name);
    const made = edge();
    specOf(made);
    expect(off(made)).toEqual(['OTEL_METRICS_EXPORTER', 'OTEL_LOGS_EXPORTER']);
    // The pipelines may come later in the program; one that another receiver feeds does not count.
    made.collector.metrics().receive(otlpReceiver()).export(debugExporter());
    made.collector
      .logs()
      .receive(otlpReceiver({ name: 'other', http: { port: 1 }, grpc: false }))
      .export(debugExporter());
    expect(off(made)).toEqual(['OTEL_LOGS_EXPORTER']);
  });

  it('follows whoever began a trace and speaks W3C, unless told otherwise', () => {
    expect(specOf(edge())).toMatchObject({ sampler: { type: 'parentbased_always_on' }, propagators: ['tracecontext', 'baggage'] });
    const sampled = (sampler: AgentSampler): unknown => at(specOf(edge(), { sampler }), 'sampler');
    expect(sampled(AgentSampler.none())).toEqual({ type: 'parentbased_always_off' });
    expect(sampled(AgentSampler.ratio(0.25))).toEqual({ type: 'parentbased_traceidratio', argument: '0.25' });
    expect(sampled(AgentSampler.ratio(0.000_000_1, { ignoreParent: true }))).toEqual({ type: 'traceidratio', argument: '0.0000001' });
    expect(at(specOf(edge(), { propagators: [Propagator.B3, Propagator.JAEGER] }), 'propagators')).toEqual(['b3', 'jaeger']);
  });

  it('takes variables, attributes, and images by way of the mirrors', () => {
    const mirrors = { 'ghcr.io': 'harbor.example.com/ghcr' };
    const made = edge({ network: { images: { mirrors } } });
    const spec = specOf(made, {
      resourceAttributes: { 'deployment.environment.name': 'production' },
      environment: { OTEL_LOGS_EXPORTER: EnvironmentSource.text('otlp') },
      agents: {
        [Language.JAVA]: {
          image: 'ghcr.io/acme/java:1',
          resources: { memory: Size.mebibytes(64) },
          environment: { OTEL_EXPORTER_OTLP_HEADERS: EnvironmentSource.secret('otlp', 'headers') },
        },
        [Language.PYTHON]: { resources: { millicores: 100 }, volumeSize: Size.mebibytes(300) },
        [Language.NODEJS]: { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: EnvironmentSource.text('http://elsewhere:4317') } },
      },
    });
    expect(at(spec, 'resource')).toEqual({ resourceAttributes: { 'deployment.environment.name': 'production' } });
    expect(at(spec, 'env')).toContainEqual(variable('OTEL_LOGS_EXPORTER', 'otlp'));
    expect(at(spec, 'java')).toMatchObject({
      image: 'harbor.example.com/ghcr/acme/java:1',
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } },
      env: [{ name: 'OTEL_EXPORTER_OTLP_HEADERS', valueFrom: { secretKeyRef: { name: 'otlp', key: 'headers' } } }],
    });
    expect(at(spec, 'python')).toMatchObject({ resourceRequirements: { requests: { cpu: '100m' } }, volumeLimitSize: '300Mi' });
    expect(at(spec, 'nodejs.env.0')).toEqual(variable('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://elsewhere:4317'));
    expect(spec).not.toHaveProperty('dotnet');
    // The list of what has to be pulled.
    made.app.synth();
    const { sites } = JSON.parse(readTree(made.app.outdir)['network.json'] ?? '') as Topology;
    expect(sites[0]?.images).toContain('harbor.example.com/ghcr/acme/java:1');
  });

  it('copies agents by containers that pass restricted, and leaves user ids to OpenShift', () => {
    const security = (platform: Platform): unknown =>
      at(specOf(edge({ site: { cluster: new Cluster('edge', { platform }) } })), 'initContainerSecurityContext');
    expect(security(Platform.KUBERNETES)).toMatchObject({ runAsNonRoot: true, runAsUser: 10_001, capabilities: { drop: ['ALL'] } });
    expect(security(Platform.OPENSHIFT)).not.toHaveProperty('runAsUser');
  });

  it('refuses what no agent could read', () => {
    const made = edge();
    const refused = (props: Partial<AutoInstrumentationProps>, message: string): void => {
      expect(() => new AutoInstrumentation(made.site, 'wrong', { sendTo: made.collector, ...props })).toThrow(message);
      made.site.node.tryRemoveChild('wrong');
    };
    refused({ name: 'Agents' }, 'has to be a DNS label');
    refused({ propagators: [] }, 'received nothing');
    refused({ propagators: [Propagator.NONE, Propagator.B3] }, 'NONE alone');
    refused({ resourceAttributes: { team: 'a,b' } }, 'received "team": "a,b"');
    refused({ resourceAttributes: { 'a=b': 'c' } }, 'received "a=b"');
    refused({ environment: { 'A-B': EnvironmentSource.text('c') } }, 'received "A-B"');
    refused({ agents: { [Language.JAVA]: { image: 'a b' } } }, 'received "a b"');
    refused({ agents: { [Language.JAVA]: { resources: { millicores: 0 } } } }, 'received 0');
    refused({ agents: { [Language.GO]: { volumeSize: Size.mebibytes(1) } } }, 'Go is not copied');
    for (const ratio of [-0.1, 1.1, Number.NaN]) expect(() => AgentSampler.ratio(ratio)).toThrow(`received ${String(ratio)}`);
  });
});

describe('a workload', () => {
  it('of cdk8s-plus is marked by one call, which gives it the sidecar too', () => {
    const { app, site, collector } = edgeWithSidecar();
    const agents = new AutoInstrumentation(site, 'agents', { sendTo: collector });
    agents.instrument(deployment(site), Language.JAVA);
    const containers = [{ image: 'web:1' }];
    agents.instrument(new kplus.DaemonSet(site, 'node', { containers }), Language.NODEJS);
    agents.instrument(new kplus.CronJob(site, 'nightly', { containers, schedule: Cron.daily() }), Language.PYTHON);
    const sidecar = { 'sidecar.opentelemetry.io/inject': 'agent' };
    expect(annotationsOf(app)).toEqual({ ...sidecar, [`${PREFIX}/inject-java`]: 'agents' });
    expect(annotationsOf(app, 'DaemonSet')).toEqual({ ...sidecar, [`${PREFIX}/inject-nodejs`]: 'agents' });
    expect(annotationsOf(app, 'CronJob', 'spec.jobTemplate.spec.template.metadata.annotations')).toMatchObject({
      ...sidecar,
      [`${PREFIX}/inject-python`]: 'agents',
    });
    expect(errorsOf(app)).toEqual([]);
  });

  it('is the same whether the agent or the sidecar comes first', () => {
    const outputs = [true, false].map((agentFirst) => {
      const { app, site, collector } = edgeWithSidecar();
      const agents = new AutoInstrumentation(site, 'agents', { sendTo: collector });
      const web = deployment(site);
      if (agentFirst) agents.instrument(web, Language.JAVA);
      injectSidecar(web, collector);
      agents.instrument(web, Language.JAVA);
      expect(errorsOf(app)).toEqual([]);
      return app.synthYaml();
    });
    expect(outputs[0]).toBe(outputs[1]);
  });

  it('gets agents for its containers, for its C library, and for its Go program', () => {
    const { app, site, collector } = edge({ site: { podSecurity: 'privileged' } });
    const agents = new AutoInstrumentation(site, 'agents', { sendTo: collector });
    const web = deployment(site, 'web', ['a', 'b', 'c', 'd']);
    agents.instrument(web, Language.DOTNET, { containers: ['a', 'b'], libc: 'musl' });
    agents.instrument(web, Language.PYTHON, { containers: ['c'], libc: 'musl' });
    agents.instrument(web, Language.GO, { executable: '/usr/bin/till', container: 'd' });
    expect(annotationsOf(app)).toEqual({
      [`${PREFIX}/inject-dotnet`]: 'agents',
      [`${PREFIX}/dotnet-container-names`]: 'a,b',
      [`${PREFIX}/otel-dotnet-auto-runtime`]: 'linux-musl-x64',
      [`${PREFIX}/inject-python`]: 'agents',
      [`${PREFIX}/python-container-names`]: 'c',
      [`${PREFIX}/otel-python-platform`]: 'musl',
      [`${PREFIX}/inject-go`]: 'agents',
      [`${PREFIX}/go-container-names`]: 'd',
      [`${PREFIX}/otel-go-auto-target-exe`]: '/usr/bin/till',
    });
  });

  it('of another namespace names that of the Instrumentation', () => {
    const { app, site, collector } = edgeWithSidecar();
    const agents = new AutoInstrumentation(site, 'agents', { sendTo: collector });
    const further = site.addNamespace('apps');
    agents.instrument(new kplus.Deployment(further, 'web', { containers: [{ image: 'web:1' }] }), Language.JAVA);
    expect(annotationsOf(app)).toEqual({
      'sidecar.opentelemetry.io/inject': 'telemetry/agent',
      [`${PREFIX}/inject-java`]: 'telemetry/agents',
    });
    expect(errorsOf(app)).toEqual([]);
  });

  it.each<[string, string, object, string]>([
    [
      'apps/v1',
      'Deployment',
      { spec: { template: { metadata: { labels: { a: 'b' }, annotations: { theirs: 'x' } } } } },
      'spec.template.metadata',
    ],
    ['apps/v1', 'StatefulSet', { spec: { template: {} } }, 'spec.template.metadata'],
    ['batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: { spec: {} } } } } }, 'spec.jobTemplate.spec.template.metadata'],
    ['v1', 'Pod', { metadata: { annotations: { theirs: 'x' } }, spec: {} }, 'metadata'],
  ])('that is a plain %s %s is marked in the same way', (apiVersion, kind, fields, place) => {
    const { app, site, collector } = edgeWithSidecar();
    const agents = new AutoInstrumentation(site, 'agents', { sendTo: collector });
    const plain = new ApiObject(site, 'plain', { apiVersion, kind, ...fields });
    agents.instrument(plain, Language.JAVA);
    agents.instrument(plain, Language.JAVA);
    const metadata = at(objectOf(app, kind), place);
    expect(at(metadata, 'annotations')).toMatchObject({
      'sidecar.opentelemetry.io/inject': 'agent',
      [`${PREFIX}/inject-java`]: 'agents',
      ...(at(fields, `${place}.annotations.theirs`) !== undefined && { theirs: 'x' }),
    });
    expect(objectOf(app, kind).metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-wave': '40' });
    expect(errorsOf(app).filter(({ rule }) => rule !== 'namespace/pod-security')).toEqual([]);
  });

  it('has one agent of a language, one sidecar, and makes pods', () => {
    const { site, collector } = edgeWithSidecar();
    const other = new CollectorPipeline(site, 'other', { mode: CollectorMode.sidecar() });
    const agents = new AutoInstrumentation(site, 'agents', { sendTo: collector });
    const others = new AutoInstrumentation(site, 'others', { sendTo: collector });
    const web = deployment(site);
    agents.instrument(web, Language.JAVA);
    const refused = (make: () => void, message: string): void => {
      expect(make).toThrow(message);
    };
    refused(() => {
      others.instrument(web, Language.JAVA);
    }, 'the pods have the agent for java of "agents" already');
    refused(() => {
      agents.instrument(web, Language.JAVA, { containers: ['main'] });
    }, 'already');
    refused(() => {
      injectSidecar(web, other);
    }, 'the pods have the sidecar agent already');
    const db = deployment(site, 'db');
    injectSidecar(db, other);
    refused(() => {
      agents.instrument(db, Language.JAVA);
    }, 'the pods have the sidecar other already');
    const config = new ApiObject(site, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
    refused(() => {
      agents.instrument(config, Language.JAVA);
    }, 'received a ConfigMap of v1');
    const third = deployment(site, 'third');
    refused(() => {
      agents.instrument(third, Language.JAVA, { containers: [] });
    }, 'received none');
    refused(() => {
      agents.instrument(third, Language.JAVA, { containers: ['a', 'a'] });
    }, 'each once');
    refused(() => {
      agents.instrument(third, Language.JAVA, { containers: ['A'] });
    }, 'received "A"');
    refused(() => {
      agents.instrument(third, Language.GO, { executable: 'till' });
    }, 'received "till"');
  });
});
