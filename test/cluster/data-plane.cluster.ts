import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ROOT } from '../root';
import { DataPlane } from './data-plane';
import { exampleFolder } from './examples';
import { readOutput, withQueuesOf, type Output } from './outputs';

describe('the proof itself', () => {
  it('sees that nothing arrives where the hub has lost its pipeline', async () => {
    const output = readOutput('main.ts', path.join(ROOT, 'dist'));
    const broken = JSON.parse(
      JSON.stringify(output).replace(
        '"traces":{"receivers":["otlp"],"processors":["memory_limiter"],"exporters":["otlp_grpc',
        '"logs":{"receivers":["otlp"],"processors":["memory_limiter"],"exporters":["otlp_grpc',
      ),
    ) as Output;
    expect(broken).not.toEqual(output);
    const plane = await DataPlane.start(broken);
    try {
      const sent = await plane.send(plane.collector('sidecar-for-my-app'), { protocol: 'otlp', service: 'lost', count: 20 });
      expect(sent.ids.size).toBe(20);
      expect((await plane.found('lost', sent.ids, 5)).size).toBe(0);
    } finally {
      await plane.stop();
    }
  });
});

describe('what docs/delivery.md says to alert on', { tags: 'collector' }, () => {
  it('is what a collector says of itself on port 8888', async () => {
    const page = readFileSync(path.join(ROOT, 'docs', 'delivery.md'), 'utf8');
    const counters = [...page.matchAll(/^\| `(otelcol_\w+)`/gm)].map(([, name = '']) => name);
    expect(counters).toHaveLength(5);
    const bound = 2 * 2 ** 20;
    const plane = await DataPlane.start(withQueuesOf(readOutput('main.ts', path.join(ROOT, 'dist')), bound));
    try {
      const [edge, hub] = [plane.collector('sidecar-for-my-app'), plane.collector('otel-collector-app')];
      // What the hub cannot send on it refuses, and the queue of the edge is full before all is sent: two of the five are there from then on.
      await plane.kill(plane.collector('jaeger-skupper'));
      await plane.send(edge, { protocol: 'otlp', service: 'counted', count: 60_000, rate: 20_000 });
      const missing = async (): Promise<readonly string[]> => {
        const names = new Set([...(await plane.metricsOf(edge)), ...(await plane.metricsOf(hub))]);
        return counters.filter((name) => !names.has(name));
      };
      // An export has failed only when its time is over, which may be after the last span is sent.
      await expect.poll(missing, { timeout: 60_000, interval: 500 }).toEqual([]);
      expect(await plane.counter(edge, 'otelcol_exporter_queue_capacity')).toBe(bound);
      expect(await plane.counter(edge, 'otelcol_exporter_queue_size')).toBeGreaterThan(bound / 2);
    } finally {
      await plane.stop();
    }
  });
});

describe('collectors in a namespace of their own', { tags: 'openshift' }, () => {
  it('get every span that is sent to their edge', async () => {
    const plane = await DataPlane.start(readOutput('openshift-route', exampleFolder('openshift-route')));
    try {
      const sent = await plane.send(plane.collector('agent'), { protocol: 'otlp', service: 'apart', count: 200 });
      const found = await plane.found('apart', sent.ids);
      expect([...sent.ids].filter((id) => !found.has(id))).toEqual([]);
    } finally {
      await plane.stop();
    }
  });
});

describe(
  'the network of the original, as processes',
  { tags: ['jaeger-operator', 'collector', 'grpc', 'thrift', 'trace-generator'] },
  () => {
    it('carries every span from its generator to Jaeger v1, as the operator runs that', async () => {
      const plane = await DataPlane.start(readOutput('original', exampleFolder('original')));
      try {
        for (const protocol of ['thrift-compact', 'otlp'] as const) {
          const service = `legacy-by-${protocol}`;
          const sent = await plane.send(plane.collector('sidecar-for-my-app'), { protocol, service, count: 400, rate: 200 });
          const found = await plane.found(service, sent.ids);
          expect({ sent: sent.ids.size, lost: [...sent.ids].filter((id) => !found.has(id)) }).toEqual({ sent: 400, lost: [] });
          expect(new Set((await plane.spansOf(service)).map(({ resource }) => resource['k8s.cluster.name']))).toEqual(
            new Set(['edge-site']),
          );
        }
      } finally {
        await plane.stop();
      }
    });
  },
);

describe('the network of the README, as processes', () => {
  let plane: DataPlane;
  beforeAll(async () => {
    plane = await DataPlane.start(readOutput('main.ts', path.join(ROOT, 'dist')));
  });
  afterAll(() => plane.stop());

  it.each([
    ['thrift-compact', 400],
    ['otlp', 1000],
  ] as const)(
    'carries every span sent over %s to Jaeger, with the name of its cluster',
    { tags: ['collector', 'grpc', 'thrift', 'skupper-expose', 'jaeger-all-in-one', 'trace-generator', 'sequence-diagram'] },
    async (protocol, count) => {
      const service = `by-${protocol}`;
      const sent = await plane.send(plane.collector('sidecar-for-my-app'), { protocol, service, count, rate: 200 });
      expect({ sent: sent.ids.size, refused: sent.refused }).toEqual({ sent: count, refused: '' });
      const found = await plane.found(service, sent.ids);
      expect([...sent.ids].filter((id) => !found.has(id))).toEqual([]);
      const clusters = new Set((await plane.spansOf(service)).map(({ resource }) => resource['k8s.cluster.name']));
      expect([...clusters]).toEqual(['edge']);
    },
  );

  it('answers by the newer query API too', { tags: 'jaeger-ui' }, async () => {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const query = new URLSearchParams({
      'query.service_name': 'by-otlp',
      'query.start_time_min': from,
      'query.start_time_max': new Date().toISOString(),
      'query.num_traces': '5',
    });
    const response = await fetch(`${plane.jaegerUrl}/api/v3/traces?${query.toString()}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('by-otlp');
  });
});
