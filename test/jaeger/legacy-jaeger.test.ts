import { Duration, JsonPatch, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  CollectorPipeline,
  JaegerAllInOne,
  JaegerStorage,
  Platform,
  PublicSite,
  otlpReceiver,
  type JaegerAllInOneProps,
  type TelemetryNetwork,
} from '../../constructs';
import { at, network, objectOf, rulesOf } from '../helpers';

interface Made {
  readonly app: TelemetryNetwork;
  readonly hub: PublicSite;
  readonly jaeger: JaegerAllInOne;
}

/** Jaeger of the legacy generation, in a namespace that is as strict as its pod passes. */
function build(props: JaegerAllInOneProps = {}, platform = Platform.KUBERNETES): Made {
  const app = network({ generation: 'legacy' });
  const hub = new PublicSite(app, 'hub', { cluster: new Cluster('hub', { platform }) });
  return { app, hub, jaeger: new JaegerAllInOne(hub.addNamespace('tracing'), 'jaeger', props) };
}

describe('Jaeger of the legacy generation', () => {
  it('is one pod of the Jaeger operator, bounded in memory, whose UI nothing publishes', () => {
    const { app, jaeger } = build();
    expect(objectOf(app, 'Jaeger', 'jaeger')).toMatchObject({
      apiVersion: 'jaegertracing.io/v1',
      spec: {
        strategy: 'allinone',
        allInOne: { image: expect.stringMatching(/^jaegertracing\/all-in-one:1\./) as unknown },
        ingress: { enabled: false, security: 'none' },
        storage: { type: 'memory', options: { memory: { 'max-traces': 25_000 } } },
        resources: { limits: { memory: '1Gi' } },
      },
    });
    expect([jaeger.workloadName, jaeger.queryPort]).toEqual(['jaeger', 16_686]);
    expect(app.findings()).toEqual([]);
  });

  it('passes restricted, and says so of its namespace', () => {
    const { app, jaeger } = build();
    expect(objectOf(app, 'Namespace', 'tracing').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    jaeger.manifest.addJsonPatch(JsonPatch.remove('/spec/containerSecurityContext'));
    expect(objectOf(app, 'Namespace', 'tracing').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'baseline' });
  });

  it('leaves user ids to OpenShift', () => {
    const { app } = build({ storage: JaegerStorage.badger() }, Platform.OPENSHIFT);
    const context = at(objectOf(app, 'Jaeger').spec, 'securityContext');
    expect(Object.keys(context as object).sort()).toEqual(['runAsNonRoot', 'seccompProfile']);
    expect(app.findings()).toEqual([]);
  });

  it('keeps traces on a volume with Badger', () => {
    const storage = JaegerStorage.badger({ size: Size.gibibytes(50), retention: Duration.days(7), storageClassName: 'fast' });
    const { app } = build({ storage, resources: { millicores: 500, memory: Size.gibibytes(4) }, image: 'example.com/jaeger:1' });
    expect(objectOf(app, 'PersistentVolumeClaim', 'jaeger-badger').spec).toMatchObject({
      storageClassName: 'fast',
      resources: { requests: { storage: '50Gi' } },
    });
    expect(objectOf(app, 'Jaeger').spec).toMatchObject({
      allInOne: { image: 'example.com/jaeger:1' },
      storage: { type: 'badger', options: { badger: { ephemeral: false, 'span-store-ttl': '168h' } } },
      volumes: [{ name: 'badger', persistentVolumeClaim: { claimName: 'jaeger-badger' } }],
      volumeMounts: [{ name: 'badger', mountPath: '/badger' }],
      securityContext: { fsGroup: 10_001 },
      resources: { requests: { cpu: '500m', memory: '4Gi' } },
    });
  });

  it('gives pipelines of its cluster an exporter to its Service, for traces alone', () => {
    const { app, hub, jaeger } = build();
    const gateway = new CollectorPipeline(hub, 'gateway');
    gateway.traces().receive(otlpReceiver()).export(jaeger.exporter());
    expect(at(objectOf(app, 'OpenTelemetryCollector', 'gateway'), 'spec.config.exporters')).toMatchObject({
      'otlp_grpc/jaeger': { endpoint: 'jaeger-collector.tracing.svc:4317', tls: { insecure: true } },
    });
    gateway
      .logs()
      .receive(otlpReceiver())
      .export(jaeger.exporter() as never);
    expect(rulesOf(app.findings())).toContain('exporter/signal-not-received hub/gateway');
  });
});
