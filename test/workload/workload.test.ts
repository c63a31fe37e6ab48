import * as kplus from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  injectSidecar,
  jaegerReceiver,
  otlpReceiver,
  Platform,
  TraceGenerator,
  TraceProtocol,
  type Finding,
  type TelemetryNetwork,
} from '../../constructs';
import { VERSIONS } from '../../imports/versions';
import { at, network, objectOf } from '../helpers';
import { printedWarnings } from '../printed';

function edge(mode: CollectorMode, cluster = new Cluster('edge')) {
  const app = network();
  const site = new EdgeSite(app, 'edge', { cluster });
  const collector = new CollectorPipeline(site, 'agent', { mode });
  collector.traces().receive(otlpReceiver()).export(debugExporter());
  return { app, site, collector };
}

describe('a trace generator', { tags: 'trace-generator' }, () => {
  it("sends thrift compact over UDP to its own pod's sidecar, as the original does", { tags: 'thrift' }, () => {
    const { app, site, collector } = edge(CollectorMode.sidecar());
    new TraceGenerator(site, 'myapp', { sendTo: collector, serviceName: 'frzifus-otel-test' });
    // The receiver may come later in the program.
    collector.traces().receive(jaegerReceiver({ thriftCompact: { port: 16_831 } }));
    const template = at(objectOf(app, 'Deployment'), 'spec.template');
    expect(at(template, 'metadata.annotations')).toEqual({ 'sidecar.opentelemetry.io/inject': 'agent' });
    expect(at(template, 'spec.containers')).toMatchObject([
      {
        image: 'ghcr.io/frzifus/jaeger-otel-test',
        args: ['-address.host=localhost', '-address.port=16831'],
        env: [{ name: 'OTEL_SERVICE_NAME', value: 'frzifus-otel-test' }],
      },
    ]);
  });

  it('speaks OTLP where that is what is received, or what is asked for', () => {
    const { app, site, collector } = edge(CollectorMode.deployment());
    new TraceGenerator(site, 'plain', { sendTo: collector });
    new TraceGenerator(site, 'asked', { sendTo: collector, protocol: TraceProtocol.OTLP, rate: 50 });
    expect(at(objectOf(app, 'Deployment', 'plain'), 'spec.template.metadata.annotations')).toBeUndefined();
    const container = (name: string, field: string): unknown =>
      at(objectOf(app, 'Deployment', name), `spec.template.spec.containers.0.${field}`);
    expect(container('plain', 'args')).toContain('--otlp-endpoint=agent-collector.telemetry.svc:4317');
    expect(container('asked', 'args')).toEqual(expect.arrayContaining(['traces', '--rate=50', '--service=asked', '--duration=inf']));
    expect(container('asked', 'image')).toContain(`/telemetrygen:v${VERSIONS.collector}`);
  });

  it('passes PodSecurity restricted, and leaves user ids to OpenShift', { tags: 'openshift' }, () => {
    const security = (platform: Platform): unknown => {
      const { app, site, collector } = edge(CollectorMode.sidecar(), new Cluster('edge', { platform }));
      new TraceGenerator(site, 'myapp', { sendTo: collector });
      return at(objectOf(app, 'Deployment'), 'spec.template.spec.containers.0.securityContext');
    };
    expect(security(Platform.KUBERNETES)).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 10_001,
      allowPrivilegeEscalation: false,
    });
    expect(security(Platform.OPENSHIFT)).not.toHaveProperty('runAsUser');
  });

  it('refuses a rate below one', () => {
    const { site, collector } = edge(CollectorMode.sidecar());
    expect(() => new TraceGenerator(site, 'myapp', { sendTo: collector, rate: 0 })).toThrow('received 0');
  });
});

/** What else the workloads connect to is not said here. */
function errorsOf(app: TelemetryNetwork): readonly Finding[] {
  return app.findings().filter(({ severity }) => severity === 'error');
}

describe('a sidecar', { tags: 'collector-operator' }, () => {
  it('is put into workloads of cdk8s-plus by one call', () => {
    const { app, site, collector } = edge(CollectorMode.sidecar());
    const containers = [{ image: 'web:1' }];
    injectSidecar(new kplus.Deployment(site, 'web', { containers }), collector);
    injectSidecar(
      new kplus.StatefulSet(site, 'db', { containers, service: new kplus.Service(site, 'svc', { ports: [{ port: 1 }] }) }),
      collector,
    );
    injectSidecar(new kplus.DaemonSet(site, 'node', { containers }), collector);
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet']) {
      expect(at(objectOf(app, kind), 'spec.template.metadata.annotations')).toEqual({ 'sidecar.opentelemetry.io/inject': 'agent' });
    }
    expect(errorsOf(app)).toEqual([]);
    expect(printedWarnings()).toEqual(['db', 'node', 'web'].map((name) => `network-policy/workload edge/${name}/Resource`));
  });

  it('of another namespace is named with it', () => {
    const cluster = new Cluster('one');
    const { app, collector } = edge(CollectorMode.sidecar(), cluster);
    const other = new EdgeSite(app, 'other', { cluster, namespace: 'other' });
    injectSidecar(new kplus.Deployment(other, 'web', { containers: [{ image: 'web:1' }] }), collector);
    expect(at(objectOf(app, 'Deployment'), 'spec.template.metadata.annotations')).toEqual({
      'sidecar.opentelemetry.io/inject': 'telemetry/agent',
    });
    expect(errorsOf(app)).toEqual([]);
    expect(printedWarnings()).toEqual(['network-policy/workload other/web/Resource']);
  });

  it('has to be one', () => {
    const { site, collector } = edge(CollectorMode.deployment());
    const web = new kplus.Deployment(site, 'web', { containers: [{ image: 'web:1' }] });
    expect(() => {
      injectSidecar(web, collector);
    }).toThrow('is no sidecar');
  });
});
