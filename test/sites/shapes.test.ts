import fc from 'fast-check';
import type { IResolver } from 'cdk8s';
import { describe, expect, it, vi } from 'vitest';

import { Cluster, CollectorPipeline, Manifest, TelemetryNetwork, type EdgeSite } from '../../constructs';
import { ShapeKeys } from '../../constructs/synth/shape/shape-key';
import { readTree, tempDir } from '../helpers';
import { addEdge, addHub, eachByItself, fleets, inLoop, outputOf, plain, runs, type Variant } from './drawn-fleets';

describe('sites of one shape', () => {
  it('come to the same as if each were rendered', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        expect(outputOf(fleet, inLoop)).toEqual(outputOf(fleet, eachByItself));
      }),
      runs(),
    );
  });

  function built(
    count: number,
    variantFor: (i: number) => Variant,
    resolvers?: IResolver[],
  ): { readonly network: TelemetryNetwork; readonly edges: EdgeSite[] } {
    const network = new TelemetryNetwork({ outdir: tempDir(), ...(resolvers && { resolvers }) });
    const hubs = [addHub(network, 'hub'), addHub(network, 'second')];
    const edges = Array.from({ length: count }, (_, i) => addEdge(network, hubs, `edge-${i}`, variantFor(i), new Cluster('shared')));
    return { network, edges };
  }

  const few: readonly (readonly [string, Partial<Variant>])[] = [
    ['a sidecar', {}],
    ['a deployment that reads the Kubernetes API', { agent: 'deployment', access: true }],
    ['a daemonset', { agent: 'daemonset' }],
    ['a buffer', { buffer: true }],
    ['an address of its own', { agent: 'deployment', exposes: true }],
    ['a further namespace', { agent: 'deployment', further: true }],
    ['a JSON patch', { patch: 'value' }],
    ['a namespace of its name', { namespace: 'name' }],
    ['a cluster of its own', { cluster: 'named' }],
    ['a file of its own', { file: true }],
    ['a file of a Secret', { secret: 'fixed' }],
    ['a file of a Secret of its name', { secret: 'name' }],
    ['a warning', { fault: 'one-node', agent: 'deployment' }],
  ];

  it.each(few)('with %s are rendered a few times, not each', (_, variant) => {
    const { network } = built(30, () => ({ ...plain, ...variant }));
    const print = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const render = vi.spyOn(Manifest.prototype, 'render');
    network.synth();
    const sites = new Set(render.mock.contexts.map((manifest) => (manifest as Manifest).chart.node.scopes[1]?.node.id));
    render.mockRestore();
    print.mockRestore();
    expect(sites.size).toBeLessThanOrEqual(7);
  });

  it('are rendered each where a resolver of the program may tell them apart', () => {
    const byPath: IResolver = {
      resolve: (context) => {
        const isSeventh = context.obj.node.path.startsWith('edge-7/');
        if (isSeventh && context.key.at(-1) === 'replicas' && context.value === 2) context.replaceValue(7);
      },
    };
    const { network } = built(9, () => ({ ...plain, agent: 'deployment' }), [byPath]);
    network.synth();
    const files = readTree(network.outdir);
    expect(files['edge-7/30-agent.yaml']).toContain('replicas: 7');
    expect(files['edge-6/30-agent.yaml']).toContain('replicas: 2');
  });

  it('have one key, and sites that differ in a prop another', () => {
    const variants: readonly Partial<Variant>[] = [
      {},
      {},
      { rate: 2 },
      { policies: false },
      { hub: 1 },
      { patch: 'value' },
      {},
      { rate: 2 },
    ];
    const { edges } = built(variants.length, (i) => ({ ...plain, ...variants[i] }));
    const keys = new ShapeKeys([]);
    const [key, same, rate, policies, hub, patch, last, lastRate] = edges.map((edge) => keys.tryFindKey(edge, edge.siteName));
    expect(key).toBeDefined();
    expect([same, last, lastRate]).toEqual([key, key, rate]);
    expect(new Set([key, rate, policies, hub, patch]).size).toBe(5);
  });

  it('have no key where what they do cannot be known', () => {
    const key = (change: (edge: EdgeSite) => void): number | undefined => {
      const { edges } = built(1, () => plain);
      const [edge = expect.fail()] = edges;
      change(edge);
      return new ShapeKeys([]).tryFindKey(edge, edge.siteName);
    };
    class Own extends CollectorPipeline {}
    class Hidden {
      readonly #value = 1;
      public get value(): number {
        return this.#value;
      }
    }
    expect(key(() => undefined)).toBeDefined();
    expect(key((edge) => new Own(edge, 'own'))).toBeUndefined();
    expect(key((edge) => new Manifest(edge, 'm', { apiVersion: 'v1', kind: 'ConfigMap', name: 'm', fields: { data: new Hidden() } }))).toBe(
      undefined,
    );
  });
});
