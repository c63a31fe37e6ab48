import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import { Cluster, CollectorPipeline, customExporter, debugExporter, EdgeSite, otlpReceiver, type Exporter } from '../../constructs';
import { network, networkOf, rulesOf, specOf } from '../helpers';

/** A collector of an edge, whose cluster's name is in its configuration. */
function agent(cluster: string, exporter: Exporter<'logs'>): CollectorPipeline {
  const edge = new EdgeSite(network(), 'edge', { cluster: new Cluster(cluster) });
  const made = new CollectorPipeline(edge, 'agent');
  made.logs().receive(otlpReceiver()).export(exporter);
  return made;
}

describe('collectors that are alike', () => {
  it('are held against the rules each as what the program knows of it', () => {
    const custom = agent('a', customExporter('shop', { signals: ['logs'] }));
    expect(networkOf(custom).findings()).toEqual([]);
    const patched = agent('a', debugExporter());
    patched.manifest.addJsonPatch(
      JsonPatch.remove('/spec/config/exporters/debug'),
      JsonPatch.add('/spec/config/exporters/shop', {}),
      JsonPatch.replace('/spec/config/service/pipelines/logs/exporters/0', 'shop'),
    );
    expect(rulesOf(networkOf(patched).findings())).toContain('component/unknown edge/agent/Resource');
  });

  it('are found to be wrong each by itself, however many there are', () => {
    for (const cluster of ['a', 'b', 'c']) {
      const wrong = agent(cluster, debugExporter());
      expect(networkOf(wrong).findings()).toEqual([]);
      wrong.manifest.addJsonPatch(JsonPatch.add('/spec/config/exporters/debug/verbosity', 'loud'));
      expect(rulesOf(networkOf(wrong).findings())).toContain('component/options edge/agent/Resource');
    }
  });

  it('are written with the name of their own cluster', () => {
    for (const cluster of ['a', 'b']) expect(JSON.stringify(specOf(agent(cluster, debugExporter())))).toContain(`"value":"${cluster}"`);
  });
});
