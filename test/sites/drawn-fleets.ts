import { JsonPatch } from 'cdk8s';
import fc from 'fast-check';
import { expect, vi } from 'vitest';

import {
  addRule,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  jaegerReceiver,
  k8sAttributesProcessor,
  kubeletMetrics,
  otlpGrpcExporter,
  otlpReceiver,
  PublicSite,
  secretFile,
  setOutputFile,
  SiteLink,
  SynthesisError,
  TelemetryNetwork,
  TraceGenerator,
  TraceProtocol,
  type Finding,
  type RuleSettings,
} from '../../constructs';
import { readTree, tempDir } from '../helpers';
import { drawnTexts, placeOf, textAt, useTexts, type DrawnText, type UsedText } from './drawn-texts';

/** Everything that one edge of a drawn fleet is made of. */
export interface Variant {
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
  /** Secret with a certificate that an exporter trusts. */
  readonly secret: 'none' | 'fixed' | 'name';
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
  secret: fc.constantFrom('none', 'none', 'fixed', 'name'),
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

export interface Fleet {
  readonly names: readonly string[];
  /** What most edges are made of. */
  readonly usual: Variant;
  /** Single edges that differ in one prop: most of them are no exemplars of their shape. */
  readonly unusual: readonly { readonly at: number; readonly prop: keyof Variant; readonly from: Variant }[];
  readonly kustomization: boolean;
  /** Text fields of the rows. */
  readonly texts?: readonly DrawnText[];
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
  'secret',
  'policies',
] as const;

/** Edges on clusters of their own, without errors. Others are not compared. */
const APART = { cluster: 'own', fault: 'none' } as const;

export const fleets = fc.record<Fleet>({
  names,
  usual: variants,
  unusual: fc.array(fc.record({ at: fc.nat(18), prop: fc.constantFrom(...PROPS), from: variants }), { maxLength: 6 }),
  kustomization: fc.boolean(),
});

/** Rows with text fields. Most edges are alike, so that their texts are holes. */
export const fleetsWithTexts = fc.record<Fleet>({
  names: fc
    .tuple(fc.constantFrom('edge-', 'edge-', 'shop-'), fc.uniqueArray(fc.nat(999), { minLength: 20, maxLength: 40 }))
    .map(([prefix, numbers]) => numbers.map((number) => `${prefix}${number}`)),
  usual: variants.map((variant) => ({ ...variant, ...APART })),
  unusual: fc.array(fc.record({ at: fc.nat(39), prop: fc.constantFrom('rate', 'patch', 'file'), from: variants }), { maxLength: 2 }),
  kustomization: fc.boolean(),
  texts: fc.array(drawnTexts, { minLength: 1, maxLength: 2 }),
});

export function variantOf({ usual, unusual }: Fleet, i: number): Variant {
  const differing = unusual.filter(({ at }) => at === i).map(({ prop, from }) => ({ [prop]: from[prop] }));
  return Object.assign({}, usual, ...differing) as Variant;
}

export function addHub(network: TelemetryNetwork, name: string): PublicSite {
  const hub = new PublicSite(network, name);
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  hub.expose(gateway, otlp);
  return hub;
}

export function addEdge(
  network: TelemetryNetwork,
  hubs: readonly PublicSite[],
  name: string,
  variant: Variant,
  shared: Cluster,
  texts: readonly UsedText[] = [],
): EdgeSite {
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
    ...placeOf(texts, name),
  });
  if (texts.length > 0) useTexts(edge, texts);
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
  if (variant.secret !== 'none') {
    const caFile = secretFile(variant.secret === 'name' ? `ca-of-${name}` : 'ca', 'ca.crt');
    traces.export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', tls: { caFile } }));
  }
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

/** Adds the edges of a fleet to a network. */
export type AddEdges = (network: TelemetryNetwork, hubs: readonly PublicSite[], fleet: Fleet, shared: Cluster) => void;

/** Texts of one row. */
function textsOf({ texts = [] }: Fleet, i: number, name: string): readonly UsedText[] {
  return texts.map((drawn) => ({ use: drawn.use, text: textAt(drawn, i, name) }));
}

/** By a loop, each of them. */
export const inLoop: AddEdges = (network, hubs, fleet, shared) => {
  for (const [i, name] of fleet.names.entries()) addEdge(network, hubs, name, variantOf(fleet, i), shared, textsOf(fleet, i, name));
};

/** By a loop, and no edge is like another: a function is made for each. */
export const eachByItself: AddEdges = (network, hubs, fleet, shared) => {
  for (const [i, name] of fleet.names.entries()) {
    addRule(addEdge(network, hubs, name, variantOf(fleet, i), shared, textsOf(fleet, i, name)), () => []);
  }
};

/** By rows. */
export const byRows: AddEdges = (network, hubs, fleet, shared) => {
  const rows = fleet.names.map((name, i) => {
    const [first, second] = textsOf(fleet, i, name);
    return { name, ...variantOf(fleet, i), first: first?.text ?? '', second: second?.text ?? '' };
  });
  const [first, second] = fleet.texts ?? [];
  const build = (row: (typeof rows)[number]): EdgeSite => {
    const texts = [...(first ? [{ use: first.use, text: row.first }] : []), ...(second ? [{ use: second.use, text: row.second }] : [])];
    return addEdge(network, hubs, row.name, row, shared, texts);
  };
  network.addFleet(rows, build, { texts: ['first', 'second'] });
};

/** What a fleet comes to: its files, or all that is wrong with it. */
export function outputOf(fleet: Fleet, addEdges: AddEdges): object {
  const outdir = tempDir();
  const rules: RuleSettings = { 'exporter/unused': { severity: 'warning', reason: 'drawn' } };
  const network = new TelemetryNetwork({ outdir, kustomization: fleet.kustomization, rules });
  const hubs = [addHub(network, 'hub'), addHub(network, 'second')];
  let findings: readonly Finding[];
  try {
    addEdges(network, hubs, fleet, new Cluster('shared'));
    findings = network.findings();
  } catch (error) {
    // A name that is too long for something, or a text that is the id of another construct.
    const { name, message } = error as Error;
    if (name !== 'ArgumentError' && !message.startsWith('There is already a Construct')) throw error;
    return { refused: true };
  }
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

/** How often a property is tried: `SHAPE_RUNS` and `SEED` choose otherwise. */
export function runs(): { readonly numRuns: number; readonly seed?: number } {
  const { SHAPE_RUNS: count = '25', SEED: seed } = process.env;
  return { numRuns: Number(count), ...(seed !== undefined && { seed: Number(seed) }) };
}

/** An edge with nothing out of the ordinary. */
export const plain: Variant = {
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
  secret: 'none',
  policies: true,
  fault: 'none',
};
