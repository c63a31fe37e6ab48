import { ApiObject, JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  AutoInstrumentation,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  existingNamespace,
  Language,
  otlpReceiver,
  type TelemetryNetwork,
  type TelemetryNetworkProps,
} from '../../constructs';
import { network, objectOf, objectsOf } from '../helpers';
import { printedWarnings } from '../printed';
import { collectorPod, podWith, policiesOf } from '../security/policies-of';
import { allows } from '../security/policy-evaluator';

/** An edge with a collector that takes traces. */
function edge(props: TelemetryNetworkProps = {}): {
  readonly app: TelemetryNetwork;
  readonly site: EdgeSite;
  readonly collector: CollectorPipeline;
} {
  const app = network(props);
  const site = new EdgeSite(app, 'edge');
  const collector = new CollectorPipeline(site, 'agent');
  collector.traces().receive(otlpReceiver()).export(debugExporter());
  return { app, site, collector };
}

describe('pods with an agent', () => {
  const web = (namespace = 'telemetry') => podWith({ app: 'web' }, namespace);
  const plain = (scope: ConstructorParameters<typeof ApiObject>[0]) =>
    new ApiObject(scope, 'web', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main' }, { name: 'beside' }] } },
      },
    });

  it('are let out to the collector, and it lets them in, at the port of their language alone', () => {
    const { app, site, collector } = edge();
    new AutoInstrumentation(site, 'agents', { sendTo: collector }).instrument(plain(site), Language.JAVA);
    const policies = policiesOf(app);
    const to = collectorPod('agent');
    expect(allows(policies, { from: web(), to, port: 4318 })).toBe(true);
    expect(allows(policies, { from: web(), to, port: 4317 })).toBe(false);
    expect(allows(policies, { from: podWith({ app: 'other' }, 'telemetry'), to, port: 4318 })).toBe(false);
    expect(allows(policies, { from: web(), to: podWith({ app: 'other' }, 'telemetry'), port: 4318 })).toBe(false);
    // The program has no policy for the other connections of the application.
    expect(printedWarnings()).toEqual(['network-policy/workload edge/web']);
  });

  it('for two languages are let out to both collectors', () => {
    const { app, site, collector } = edge();
    const second = new CollectorPipeline(site, 'second');
    second.traces().receive(otlpReceiver()).export(debugExporter());
    const workload = plain(site);
    new AutoInstrumentation(site, 'one', { sendTo: collector }).instrument(workload, Language.JAVA, { containers: ['main'] });
    new AutoInstrumentation(site, 'two', { sendTo: second }).instrument(workload, Language.NODEJS, { containers: ['beside'] });
    const policies = policiesOf(app);
    expect(allows(policies, { from: web(), to: collectorPod('agent'), port: 4318 })).toBe(true);
    expect(allows(policies, { from: web(), to: collectorPod('second'), port: 4317 })).toBe(true);
    expect(printedWarnings()).toEqual(['network-policy/workload edge/web']);
  });

  it('in a namespace of others are closed by nobody, and let in', () => {
    const { app, site, collector } = edge();
    const theirs = site.addNamespace(existingNamespace('theirs'));
    new AutoInstrumentation(site, 'agents', { sendTo: collector }).instrument(plain(theirs), Language.JAVA);
    expect(objectsOf(app).filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace === 'theirs')).toEqual([]);
    expect(allows(policiesOf(app), { from: web('theirs'), to: collectorPod('agent'), port: 4318 })).toBe(true);
  });

  it('make their namespace no less strict, but for Go', () => {
    const rules = { 'namespace/pod-security': { severity: 'warning', reason: 'to see the level' } } as const;
    const levelWith = (language: Language.JAVA | Language.GO, ...patches: JsonPatch[]): unknown => {
      const { app, site, collector } = edge({ rules, networkPolicies: false });
      const apps = site.addNamespace('apps');
      const careful = new ApiObject(apps, 'web', {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        spec: {
          template: {
            spec: {
              securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
              containers: [{ name: 'web', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
            },
          },
        },
      });
      const agents = new AutoInstrumentation(site, 'agents', { sendTo: collector });
      agents.manifest.addJsonPatch(...patches);
      if (language === Language.GO) agents.instrument(careful, language, { executable: '/web' });
      else agents.instrument(careful, language);
      return [
        objectOf(app, 'Namespace', 'apps').metadata.labels?.['pod-security.kubernetes.io/enforce'],
        app.findings().map(({ rule }) => rule),
      ];
    };
    expect(levelWith(Language.JAVA)).toEqual(['restricted', []]);
    expect(levelWith(Language.JAVA, JsonPatch.remove('/spec/initContainerSecurityContext/capabilities'))).toEqual(['baseline', []]);
    // The application's own is copied.
    expect(levelWith(Language.JAVA, JsonPatch.remove('/spec/initContainerSecurityContext'))).toEqual(['restricted', []]);
    expect(levelWith(Language.GO)).toEqual(['baseline', ['namespace/pod-security', 'namespace/pod-security']]);
    expect(printedWarnings()).toEqual(['namespace/pod-security edge/apps/web']);
  });
});
