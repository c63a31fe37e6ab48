import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import { CollectorMode, CollectorPipeline, PublicSite, debugExporter, otlpReceiver } from '../../constructs';
import { network, objectOf, rulesOf } from '../helpers';

function collector(): { app: ReturnType<typeof network>; gateway: CollectorPipeline } {
  const app = network();
  const gateway = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway', {
    mode: CollectorMode.deployment({ autoscaler: { maxReplicas: 3 } }),
  });
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  return { app, gateway };
}

describe('JSON patches', () => {
  it('name fields as Kubernetes does', () => {
    const { app, gateway } = collector();
    gateway.manifest.addJsonPatch(JsonPatch.replace('/spec/autoscaler/targetCPUUtilization', 60), JsonPatch.add('/spec/hostPID', false));
    expect(objectOf(app, 'OpenTelemetryCollector').spec).toMatchObject({ autoscaler: { targetCPUUtilization: 60 }, hostPID: false });
  });

  it.each([
    ['an unknown field', JsonPatch.add('/spec/replica', 2), 'spec.replica'],
    [
      'an unknown field far down',
      JsonPatch.add('/spec/affinity', { nodeAffinity: { prefered: [] } }),
      'spec.affinity.nodeAffinity.prefered',
    ],
    ['a wrong type', JsonPatch.replace('/spec/image', 1), 'spec.image'],
    ['a value out of a list', JsonPatch.replace('/spec/mode', 'job'), 'spec.mode'],
    ['a missing field', JsonPatch.remove('/spec/config/service'), 'spec.config.service'],
  ])('are held against the schema: %s', (_, patch, location) => {
    const { app, gateway } = collector();
    gateway.manifest.addJsonPatch(patch);
    expect(app.findings().filter(({ rule }) => rule === 'schema')).toMatchObject([{ path: 'hub/gateway/Resource', location }]);
  });

  it('that fit nowhere are a finding, not an exception', () => {
    const { app, gateway } = collector();
    gateway.manifest.addJsonPatch(JsonPatch.replace('/spec/nowhere/deep', 1));
    expect(rulesOf(app.findings())).toContain('render hub/gateway/Resource');
  });

  it('never show the value that they set', () => {
    const { app, gateway } = collector();
    gateway.manifest.addJsonPatch(JsonPatch.add('/spec/pasword', 'hunter2'), JsonPatch.replace('/spec/mode', 'hunter3'));
    expect(JSON.stringify(app.findings())).not.toContain('hunter');
  });
});
