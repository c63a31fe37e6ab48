import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  clusterEvents,
  clusterMetrics,
  CollectorDistribution,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  hostMetrics,
  kubeletMetrics,
  podLogs,
} from '../../constructs';
import { network, networkOf, ROOT } from '../helpers';

const IMAGES = { k8s: CollectorDistribution.K8S, contrib: CollectorDistribution.CONTRIB, core: CollectorDistribution.CORE };

const PRESETS: Readonly<Record<string, (collector: CollectorPipeline) => unknown>> = {
  podLogs: (collector) => collector.logs().receive(podLogs()),
  hostMetrics: (collector) => collector.metrics().receive(hostMetrics()),
  kubeletMetrics: (collector) => collector.metrics().receive(kubeletMetrics()),
  clusterMetrics: (collector) => collector.metrics().receive(clusterMetrics()),
  clusterEvents: (collector) => collector.logs().receive(clusterEvents()),
};

/** The images of each preset, the last cell of its row. */
const documented = [...readFileSync(path.join(ROOT, 'docs', 'presets.md'), 'utf8').matchAll(/^\| `(\w+)`.*\| ([a-z0-9, ]+?) *\|$/gm)]
  .filter(([, , images = '']) => images.startsWith('k8s, '))
  .map(([, preset = '', images = '']) => [preset, images.split(', ')] as const);

describe('docs/presets.md', () => {
  it('has the images of every preset', () => {
    expect(documented.map(([preset]) => preset)).toEqual(Object.keys(PRESETS));
  });

  it.each(documented)('names the images that hold all that %s brings', (preset, images) => {
    const holding = Object.entries(IMAGES).filter(([, distribution]) => {
      const edge = new EdgeSite(network(), 'edge', { podSecurity: 'privileged' });
      const collector = new CollectorPipeline(edge, 'node', { mode: CollectorMode.daemonset(), distribution });
      PRESETS[preset]?.(collector);
      for (const pipeline of collector.pipelines) pipeline.export(debugExporter());
      return !networkOf(collector)
        .findings()
        .some(({ rule }) => rule === 'component/not-in-image');
    });
    expect(holding.map(([name]) => name)).toEqual(images);
  });
});
