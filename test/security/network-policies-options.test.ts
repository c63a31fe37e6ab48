import { describe, expect, it } from 'vitest';

import { Cluster, EdgeSite, JaegerAllInOne, PublicSite, type CollectorViewers } from '../../constructs';
import { at, network, objectOf } from '../helpers';

/** Ports that a policy lets in or out, with the peers of each rule. */
function rulesIn(
  spec: unknown,
  direction: 'ingress' | 'egress',
): readonly { readonly ports: readonly unknown[]; readonly peers: unknown }[] {
  const rules = at(spec, direction) as readonly { ports?: readonly { port: number }[]; from?: unknown; to?: unknown }[];
  return rules.map(({ ports = [], from, to }) => ({ ports: ports.map(({ port }) => port), peers: from ?? to }));
}

describe('network policies', () => {
  it.each<[CollectorViewers | undefined, unknown]>([
    [undefined, undefined],
    ['nobody', undefined],
    ['namespace', [{ podSelector: {} }]],
    ['cluster', [{ namespaceSelector: {} }]],
    ['anybody', 'anybody'],
  ])('open the UI of Jaeger to %s', (viewers, peers) => {
    const app = network();
    const jaeger = new JaegerAllInOne(new PublicSite(app, 'hub'), 'jaeger', { viewers });
    const { spec } = objectOf(app, 'NetworkPolicy', jaeger.workloadName);
    const rule = rulesIn(spec, 'ingress').find(({ ports }) => ports.includes(16_686));
    expect(rule && (rule.peers ?? 'anybody')).toEqual(peers);
  });

  it('let anybody send traces to Jaeger if the program says so', () => {
    const app = network();
    const jaeger = new JaegerAllInOne(new PublicSite(app, 'hub'), 'jaeger', { senders: 'anybody' });
    const { spec } = objectOf(app, 'NetworkPolicy', jaeger.workloadName);
    expect(rulesIn(spec, 'ingress')).toContainEqual({ ports: [4317, 4318, 13_133], peers: undefined });
  });

  it('let out to the ports at which a cluster has its API server', () => {
    const app = network();
    new EdgeSite(app, 'edge', { cluster: new Cluster('laptop', { apiServerPorts: [8443, 443] }) });
    const { spec } = objectOf(app, 'NetworkPolicy', 'skupper-router');
    expect(rulesIn(spec, 'egress')[0]).toEqual({ ports: [443, 8443], peers: undefined });
    expect(() => new Cluster('none', { apiServerPorts: [] })).toThrow('received no port');
    expect(() => new Cluster('wrong', { apiServerPorts: [70_000] })).toThrow('70000');
  });
});
