import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import { CollectorMode, CollectorPipeline, debugExporter, prometheusReceiver, PublicSite } from '../../constructs';
import { network } from '../helpers';

describe('a Prometheus receiver without jobs', () => {
  it.each([
    ['passes where a target allocator of a statefulset brings them', CollectorMode.statefulset({ replicas: 2 }), true, []],
    ['is refused in a deployment, for which the operator has no target allocator', CollectorMode.deployment(), true, ['component/options']],
    ['is refused without a target allocator', CollectorMode.statefulset({ replicas: 2 }), false, ['component/options']],
  ])('%s', (_, mode, enabled, rules) => {
    const app = network();
    const scraper = new CollectorPipeline(new PublicSite(app, 'hub'), 'scraper', { mode });
    scraper
      .metrics()
      .receive(prometheusReceiver({ config: { scrape_configs: [] } }))
      .export(debugExporter());
    scraper.manifest.addJsonPatch(
      JsonPatch.add('/spec/targetAllocator', { enabled, prometheusCR: { enabled, serviceMonitorSelector: {} } }),
    );
    const found = app.findings().map(({ rule }) => rule);
    expect(found.filter((rule) => rule === 'component/options')).toEqual(rules);
  });
});
