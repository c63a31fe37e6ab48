import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  CollectorMode,
  CollectorPipeline,
  customReceiver,
  debugExporter,
  EdgeSite,
  JaegerAllInOne,
  k8sAttributesProcessor,
  otlpReceiver,
  Platform,
  prometheusReceiver,
} from '../../constructs';
import { at, gateway, network, networkOf, objectOf, objectsOf, rulesOf, specOf } from '../helpers';

/** Whether the pods of a collector get the token of its service account. */
function hasToken(change: (collector: CollectorPipeline) => unknown): unknown {
  const collector = gateway();
  change(collector);
  return at(objectOf(networkOf(collector), 'ServiceAccount', 'gateway-account'), 'automountServiceAccountToken');
}

describe('the service account of a collector', () => {
  it.each([CollectorMode.deployment(), CollectorMode.statefulset(), CollectorMode.daemonset()])(
    'is its own, under a name that no operator uses, and has no token',
    (mode) => {
      const collector = gateway({ mode });
      expect(specOf(collector)).toMatchObject({ serviceAccount: 'gateway-account' });
      expect(objectOf(networkOf(collector), 'ServiceAccount')).toMatchObject({
        apiVersion: 'v1',
        metadata: { name: 'gateway-account', namespace: 'telemetry' },
        automountServiceAccountToken: false,
      });
    },
  );

  it('is there for Jaeger too', () => {
    const app = network();
    new JaegerAllInOne(new EdgeSite(app, 'edge'), 'jaeger');
    expect(objectOf(app, 'ServiceAccount', 'jaeger-account')).toMatchObject({ automountServiceAccountToken: false });
    expect(at(objectOf(app, 'OpenTelemetryCollector', 'jaeger'), 'spec.serviceAccount')).toBe('jaeger-account');
  });

  it('is that of the workload for a sidecar', () => {
    const sidecar = gateway({ mode: CollectorMode.sidecar() });
    expect(objectsOf(networkOf(sidecar)).filter(({ kind }) => kind === 'ServiceAccount')).toEqual([]);
    expect(at(specOf(sidecar), 'serviceAccount')).toBeUndefined();
  });

  it.each<[string, (collector: CollectorPipeline) => unknown]>([
    ['a component that reads the Kubernetes API', (c) => c.traces().process(k8sAttributesProcessor())],
    ['access that the program grants', (c) => c.addAccess({ apiGroups: [''], resources: ['pods'] })],
    [
      'discovery',
      (c) => {
        const config = { scrape_configs: [{ job_name: 'pods', kubernetes_sd_configs: [{ role: 'pod' as const }] }] };
        c.metrics().receive(prometheusReceiver({ config }));
      },
    ],
    [
      'a component that says so',
      (c) => c.logs().receive(customReceiver('own', { signals: ['logs'], settings: { k8s: { auth_type: 'serviceAccount' } } })),
    ],
    [
      'a component that names its file',
      (c) => {
        const authorization = { credentials_file: '/var/run/secrets/kubernetes.io/serviceaccount/token' };
        const config = { scrape_configs: [{ job_name: 'own', authorization, static_configs: [{ targets: ['own:80'] }] }] };
        c.metrics().receive(prometheusReceiver({ config }));
      },
    ],
  ])('has a token for %s', (_, change) => {
    expect(hasToken(change)).toBe(true);
  });

  it.each<[string, (collector: CollectorPipeline) => unknown]>([
    ['pods are not looked up', (c) => c.traces().process(k8sAttributesProcessor({ passthrough: true }))],
    [
      'targets are named',
      (c) => c.metrics().receive(prometheusReceiver({ config: { scrape_configs: [{ job_name: 'own', static_configs: [] }] } })),
    ],
  ])('has none where %s', (_, change) => {
    expect(hasToken(change)).toBe(false);
  });

  it('is bound to no wider constraint of OpenShift, and one that a patch names may be', () => {
    const app = network();
    const cluster = new Cluster('ocp', { platform: Platform.OPENSHIFT });
    const edge = new EdgeSite(app, 'edge', { cluster, podSecurity: 'privileged' });
    const volumes = [{ name: 'logs', mountPath: '/var/log', source: { hostPath: { path: '/var/log' } } }];
    const node = new CollectorPipeline(edge, 'node', { mode: CollectorMode.daemonset(), volumes });
    node.logs().receive(otlpReceiver()).export(debugExporter());
    expect(rulesOf(app.findings())).toEqual(['openshift/host-access edge/node/Resource']);
    node.manifest.addJsonPatch(JsonPatch.replace('/spec/serviceAccount', 'trusted'));
    expect(app.findings()).toEqual([]);
  });
});
