import { describe, expect, it } from 'vitest';

import { CollectorMode, CollectorPipeline, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import { at, network, objectOf } from '../helpers';

describe('the pods of a collector', () => {
  const specOf = (mode: CollectorMode): unknown => {
    const app = network();
    const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway', { mode });
    collector.traces().receive(otlpReceiver()).export(debugExporter());
    return objectOf(app, 'OpenTelemetryCollector').spec;
  };

  it('are spread over zones and nodes where there are several, and taken one at a time', () => {
    const spread = at(specOf(CollectorMode.deployment({ autoscaler: { maxReplicas: 3 } })), 'topologySpreadConstraints');
    const labelSelector = {
      matchLabels: { 'app.kubernetes.io/component': 'opentelemetry-collector', 'app.kubernetes.io/instance': 'telemetry.gateway' },
    };
    const whenUnsatisfiable = 'ScheduleAnyway';
    expect(spread).toEqual([
      { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable, labelSelector },
      { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable, labelSelector },
    ]);
    expect(at(specOf(CollectorMode.statefulset({ replicas: 3, spread: 'required' })), 'topologySpreadConstraints.1')).toMatchObject({
      whenUnsatisfiable: 'DoNotSchedule',
    });
    for (const mode of [CollectorMode.deployment(), CollectorMode.deployment({ replicas: 3, spread: 'none' }), CollectorMode.daemonset()])
      expect(at(specOf(mode), 'topologySpreadConstraints')).toBeUndefined();
    expect(at(specOf(CollectorMode.deployment()), 'podDisruptionBudget')).toEqual({ maxUnavailable: 1 });
    const budget = CollectorMode.deployment({ replicas: 4, podDisruptionBudget: { minAvailable: '50%' } });
    expect(at(specOf(budget), 'podDisruptionBudget')).toEqual({ minAvailable: '50%' });
    const both = { maxUnavailable: 1, minAvailable: 1 };
    expect(() => CollectorMode.deployment({ podDisruptionBudget: both })).toThrow('received 1 and 1');
    expect(() => CollectorMode.deployment({ podDisruptionBudget: { maxUnavailable: 'half' } })).toThrow('received "half"');
  });
});
