import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  CollectorPipeline,
  cumulativeToDeltaProcessor,
  debugExporter,
  fileLogReceiver,
  otlpReceiver,
  PublicSite,
  spanMetricsConnector,
} from '../../constructs';
import { network } from '../helpers';

// Go has integers for these options, and reads texts for them. Each text was given to `validate` of the real collector 0.158.0.
describe('an integer that the collector reads from a text', () => {
  it.each(['auto', 'keep', 'drop'] as const)('can be %s', (initialValue) => {
    const app = network();
    const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
    collector.metrics().receive(otlpReceiver()).process(cumulativeToDeltaProcessor({ initialValue })).export(debugExporter());
    expect(app.findings()).toEqual([]);
  });

  it('is one of the texts', () => {
    const app = network();
    const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
    collector
      .metrics()
      .receive(otlpReceiver())
      .process(cumulativeToDeltaProcessor({ initialValue: 'drop' }))
      .export(debugExporter());
    collector.manifest.addJsonPatch(JsonPatch.replace('/spec/config/processors/cumulative_to_delta/initial_value', 'first'));
    const [finding, ...others] = app.findings();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'component/options', location: expect.stringMatching(/initial_value$/) as unknown });
    expect(finding?.message).toContain('auto');
  });

  it('can be a level, a unit or a size', () => {
    const app = network();
    const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
    const spans = spanMetricsConnector({ histogram: { unit: 's' } });
    const otlp = otlpReceiver();
    collector.traces().receive(otlp).export(spans);
    collector
      .metrics()
      .receive(spans)
      .export(debugExporter({ verbosity: 'detailed' }));
    collector
      .logs()
      .receive(fileLogReceiver({ include: ['/proc/kmsg'] }))
      .export(debugExporter({ verbosity: 'detailed' }));
    collector.manifest.addJsonPatch(JsonPatch.add('/spec/config/receivers/file_log/max_log_size', '1MiB'));
    expect(app.findings().filter(({ rule }) => rule === 'component/options')).toEqual([]);
  });
});
