import fc from 'fast-check';
import { JsonPatch, type IResolver } from 'cdk8s';
import { describe, expect, it, vi } from 'vitest';

import {
  addRule,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  kubeletMetrics,
  jaegerReceiver,
  k8sAttributesProcessor,
  Manifest,
  otlpReceiver,
  PublicSite,
  setOutputFile,
  SiteLink,
  SynthesisError,
  TelemetryNetwork,
  TraceGenerator,
  TraceProtocol,
  type Finding,
  type RuleSettings,
} from '../../constructs';
import { ShapeKeys } from '../../constructs/synth/shape/shape-key';
import { readTree, tempDir } from '../helpers';

/** Everything that one edge of a drawn fleet is made of. */
interface Variant {
  readonly agent: 'sidecar' | 'deployment' | 'daemonset' | 'none';
  readonly rate: number;
  readonly hub: 0 | 1;
  readonly service: 'fixed' | 'name' | 'none';
  readonly namespace: 'telemetry' | 'name' | 'prefixed';
  readonly cluster: 'own' | 'named' | 'shared';
  readonly buffer: boolean;
  readonly exposes: boolean;
  readonly access: boolean;
  readonly further: boolean;
  readonly patch: 'none' | 'value' | 'label';
  readonly file: boolean;
  readonly policies: boolean;
  /** Faults: warnings, and an error. */
  readonly fault: 'none' | 'unused-exporter' | 'one-node' | 'no-pipeline';
}

const variants = fc.record<Variant>({
  agent: fc.constantFrom('sidecar', 'deployment', 'daemonset', 'none'),
  rate: fc.integer({ min: 1, max: 9 }),
  hub: fc.constantFrom(0, 1),
  service: fc.constantFrom('fixed', 'name', 'none'),
  namespace: fc.constantFrom('telemetry', 'telemetry', 'name', 'prefixed'),
  cluster: fc.constantFrom('own', 'own', 'own', 'named', 'shared'),
  buffer: fc.boolean(),
  exposes: fc.boolean(),
  access: fc.boolean(),
  further: fc.boolean(),
  patch: fc.constantFrom('none', 'none', 'value', 'label'),
  file: fc.boolean(),
  policies: fc.boolean(),
  fault: fc.constantFrom('none', 'none', 'none', 'none', 'one-node', 'unused-exporter', 'no-pipeline'),
});

/** Names of which one is a part of another, that begin with a digit, that YAML reads as something else, and of every length. */
const names = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(
      'a',
      'e',
      'n',
      'on',
      'off',
      'no',
      'null',
      'true',
      'yes',
      'e1',
      'e-5',
      'edge',
      'agent',
      'hub-2',
      'telemetry',
      'till',
      'spec',
    ),
    fc.constantFrom('1', '10', '5s', '1e3', '007', '0x1f', '12-b', 'edge-1', 'edge-10', 'edge-1-b', 'edge-100', 'edge'),
    fc.nat(99).map((i) => `edge-${i}`),
    fc.nat(9999).map((i) => `shop-${String(i).padStart(4, '0')}`),
    fc.integer({ min: 8, max: 20 }).map((length) => `long${'-x'.repeat(length)}`),
  ),
  { minLength: 9, maxLength: 19 },
);

interface Fleet {
  readonly names: readonly string[];
  /** What most edges are made of. */
  readonly usual: Variant;
  /** Single edges that differ in one prop: most of them are no exemplars of their shape. */
  readonly unusual: readonly { readonly at: number; readonly prop: keyof Variant; readonly from: Variant }[];
  readonly kustomization: boolean;
}

const PROPS = [
  'hub',
  'agent',
  'rate',
  'service',
  'namespace',
  'cluster',
  'buffer',
  'exposes',
  'access',
  'further',
  'patch',
  'file',
  'policies',
] as const;

const fleets = fc.record<Fleet>({
  names,
  usual: variants,
  unusual: fc.array(fc.record({ at: fc.nat(18), prop: fc.constantFrom(...PROPS), from: variants }), { maxLength: 6 }),
  kustomization: fc.boolean(),
});

function variantOf({ usual, unusual }: Fleet, i: number): Variant {
  const differing = unusual.filter(({ at }) => at === i).map(({ prop, from }) => ({ [prop]: from[prop] }));
  return Object.assign({}, usual, ...differing) as Variant;
}

function addHub(network: TelemetryNetwork, name: string): PublicSite {
  const hub = new PublicSite(network, name);
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  hub.expose(gateway, otlp);
  return hub;
}

function addEdge(
  network: TelemetryNetwork,
  hubs: readonly PublicSite[],
  name: string,
  variant: Variant,
  shared: Cluster,
): EdgeSite | undefined {
  const hub = hubs[variant.hub] ?? expect.fail();
  const cluster = { own: undefined, named: new Cluster(`c-${name}`), shared }[variant.cluster];
  // Sites of one cluster are in namespaces of their own.
  const kind = variant.cluster === 'shared' ? 'prefixed' : variant.namespace;
  const namespace = { telemetry: 'telemetry', name, prefixed: `ns-${name}`.slice(0, 40).replace(/-+$/, '') }[kind];
  const edge = new EdgeSite(network, name, {
    namespace,
    links: [SiteLink.token(hub)],
    buffer: variant.buffer,
    networkPolicies: variant.policies,
    ...(cluster && { cluster }),
  });
  const mode = {
    sidecar: CollectorMode.sidecar(),
    deployment: CollectorMode.deployment({ replicas: 2 }),
    daemonset: CollectorMode.daemonset(),
    none: undefined,
  }[variant.agent];
  const [address] = hub.addresses;
  if (mode === undefined || address === undefined) return edge;
  const place = variant.further && variant.agent !== 'sidecar' ? edge.addNamespace('further') : edge;
  const agent = new CollectorPipeline(place, 'agent', { mode });
  const receiver = otlpReceiver();
  const traces = agent.traces().receive(receiver, jaegerReceiver({ thriftCompact: {} }));
  if (variant.access) traces.process(k8sAttributesProcessor());
  const exporter = edge.exporterTo(address as Parameters<EdgeSite['exporterTo']>[0]);
  if (variant.fault !== 'unused-exporter') traces.export(exporter);
  else traces.export(debugExporter());
  if (variant.fault === 'one-node') agent.metrics().receive(kubeletMetrics()).export(debugExporter());
  if (variant.fault === 'no-pipeline') new CollectorPipeline(edge, 'idle');
  if (variant.exposes && variant.agent !== 'sidecar') edge.expose(agent, receiver, { address: 'here' });
  if (variant.service !== 'none') {
    const serviceName = variant.service === 'name' ? `till of ${name}` : 'till';
    const protocol = variant.rate === 1 ? TraceProtocol.THRIFT_COMPACT : TraceProtocol.OTLP;
    new TraceGenerator(place, 'till', { sendTo: agent, rate: variant.rate, serviceName, protocol });
  }
  if (variant.patch === 'value') agent.manifest.addJsonPatch(JsonPatch.add('/spec/replicas', 3));
  if (variant.patch === 'label') agent.manifest.metadata.addLabel('site', name);
  if (variant.file) setOutputFile(agent, '35-agent.yaml');
  return edge;
}

/** What a fleet comes to: its files, or all that is wrong with it. */
function outputOf(fleet: Fleet, isShared: boolean): object {
  const outdir = tempDir();
  const rules: RuleSettings = { 'exporter/unused': { severity: 'warning', reason: 'drawn' } };
  const network = new TelemetryNetwork({ outdir, kustomization: fleet.kustomization, rules });
  const hubs = [addHub(network, 'hub'), addHub(network, 'second')];
  const shared = new Cluster('shared');
  for (const [i, name] of fleet.names.entries()) {
    const variant = variantOf(fleet, i);
    let edge: EdgeSite | undefined;
    try {
      edge = addEdge(network, hubs, name, variant, shared);
    } catch (error) {
      // A name that is too long for something.
      if ((error as Error).name !== 'ArgumentError') throw error;
      return { refused: String(error) };
    }
    // A function that was made for one site: that site is like no other.
    if (!isShared && edge !== undefined) addRule(edge, () => []);
  }
  const findings = network.findings();
  if (findings.some(({ severity }: Finding) => severity === 'error')) {
    expect(() => {
      network.synth();
    }).toThrow(SynthesisError);
    return { findings };
  }
  const print = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  network.synth();
  const printed = print.mock.calls.map(([text]) => String(text)).join('');
  print.mockRestore();
  return { findings, printed, files: readTree(outdir) };
}

describe('sites of one shape', () => {
  it('come to the same as if each were rendered', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        expect(outputOf(fleet, true)).toEqual(outputOf(fleet, false));
      }),
      { numRuns: Number(process.env['SHAPE_RUNS'] ?? 25), ...(process.env['SEED'] !== undefined && { seed: Number(process.env['SEED']) }) },
    );
  });

  const plain: Variant = {
    agent: 'sidecar',
    rate: 1,
    hub: 0,
    service: 'fixed',
    namespace: 'telemetry',
    cluster: 'own',
    buffer: false,
    exposes: false,
    access: false,
    further: false,
    patch: 'none',
    file: false,
    policies: true,
    fault: 'none',
  };

  function built(
    count: number,
    variantFor: (i: number) => Variant,
    resolvers?: IResolver[],
  ): { readonly network: TelemetryNetwork; readonly edges: EdgeSite[] } {
    const network = new TelemetryNetwork({ outdir: tempDir(), ...(resolvers && { resolvers }) });
    const hubs = [addHub(network, 'hub'), addHub(network, 'second')];
    const edges = Array.from({ length: count }, (_, i) => addEdge(network, hubs, `edge-${i}`, variantFor(i), new Cluster('shared')));
    return { network, edges: edges.filter((edge) => edge !== undefined) };
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
    const keyOf = (variant: Variant, i = 0): string | undefined => {
      const { edges } = built(2, () => variant);
      const [edge = expect.fail()] = edges.slice(i);
      return new ShapeKeys([]).tryFindKey(edge, edge.siteName);
    };
    const key = keyOf(plain);
    expect(key).toBeDefined();
    expect(keyOf(plain, 1)).toBe(key);
    expect(keyOf({ ...plain, rate: 2 })).not.toBe(key);
    expect(keyOf({ ...plain, policies: false })).not.toBe(key);
    expect(keyOf({ ...plain, hub: 1 })).not.toBe(key);
    expect(keyOf({ ...plain, patch: 'value' })).not.toBe(key);
  });

  it('have no key where what they do cannot be known', () => {
    const key = (change: (edge: EdgeSite) => void): string | undefined => {
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
