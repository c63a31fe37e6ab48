import fc from 'fast-check';

import {
  Cluster,
  CollectorPipeline,
  debugExporter,
  kubeletMetrics,
  Manifest,
  otlpReceiver,
  resourceProcessor,
  setOutputFile,
  transformProcessor,
  type EdgeSite,
} from '../../constructs';

/** Places of an edge that a text of its row is passed to. In the last ones, the text does not stay as it is. */
const USES = [
  'label',
  'annotation',
  'attribute',
  'key',
  'statement',
  'namespace',
  'namespace-of-site',
  'object',
  'construct',
  'file',
  'collector',
  'cluster',
  'destination',
  'nothing',
  'lower-case',
  'length',
  'begin',
] as const;

/** A text of a row, and the place that it is passed to. */
export interface UsedText {
  readonly use: (typeof USES)[number];
  readonly text: string;
}

/** A text field of a drawn fleet. */
export interface DrawnText {
  readonly use: UsedText['use'];
  readonly prefix: string;
  readonly numbers: readonly number[];
  /** Rows with another text. */
  readonly odd: readonly { readonly at: number; readonly text: string }[];
}

/** Stands for the name of the site. */
const NAME = '(name)';

/** Texts that a template cannot have as a hole, or that are equal to other texts of an edge. */
const odd = fc.constantFrom(
  ...[
    '',
    'x',
    'on',
    'null',
    'true',
    'yes',
    'off',
    '1e3',
    '5s',
    'e-5',
    'e12',
    '007',
    'a: b',
    "it's",
    ' begin',
    'end ',
    'two  blanks',
    '#',
    '€',
  ],
  ...['agent', 'till', 'telemetry', 'edge', 'hub', 'default', 'kube-system', 'localhost', 'further', 'ns', 'deployment', 'upsert', 'otlp'],
  ...['acme', 'Acme', 'acme corp', 'client', 'client-1', 'client-10', 'Client 1', 'Köln', NAME, NAME],
);

const FORTY = { minLength: 40, maxLength: 40 };

export const drawnTexts = fc.record<DrawnText>({
  use: fc.constantFrom(...USES),
  prefix: fc.constantFrom('client-', 'client-', 'edge-', 'shop', 'acme-of-', 'Client ', 'cust_', 'Müller '),
  numbers: fc.oneof(fc.uniqueArray(fc.nat(9999), FORTY), fc.uniqueArray(fc.nat(9999), FORTY), fc.array(fc.nat(30), FORTY)),
  odd: fc.array(fc.record({ at: fc.nat(39), text: odd }), { maxLength: 3 }),
});

/** Uses that need a DNS label. */
const NAMES: readonly UsedText['use'][] = ['namespace', 'namespace-of-site', 'object', 'file', 'collector', 'cluster', 'destination'];

/** Returns the text of a row. */
export function textAt({ use, prefix, numbers, odd: others }: DrawnText, i: number, name: string): string {
  const found = others.find(({ at }) => at === i)?.text ?? `${prefix}${numbers[i] ?? 0}`;
  const text = found === NAME ? name : found;
  if (!NAMES.includes(use)) return text;
  const label = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return label.replaceAll(/^-+|-+$/g, '') || 'x';
}

/** Returns the cluster that texts say, and the namespace of the site. */
export function placeOf(texts: readonly UsedText[], name: string): { readonly cluster?: Cluster; readonly namespace?: string } {
  const [cluster] = texts.filter(({ use }) => use === 'cluster');
  const [destination] = texts.filter(({ use }) => use === 'destination');
  const [namespace] = texts.filter(({ use }) => use === 'namespace-of-site');
  const argocd = destination && { argocd: { name: destination.text } };
  return {
    ...((cluster ?? destination) && { cluster: new Cluster(cluster?.text ?? name, argocd) }),
    ...(namespace && { namespace: namespace.text }),
  };
}

/** Passes the texts of a row to an edge. */
export function useTexts(edge: EdgeSite, texts: readonly UsedText[]): void {
  const agent = new CollectorPipeline(edge, 'texts');
  const traces = agent.traces().receive(otlpReceiver()).export(debugExporter());
  const { metadata } = agent.manifest;
  for (const [i, { use, text }] of texts.entries()) {
    const name = `of-${String(i)}`;
    const attributes = [{ key: use === 'key' ? text : 'customer', value: use === 'attribute' ? text : 'fixed', action: 'upsert' as const }];
    if (use === 'attribute' || use === 'key') traces.process(resourceProcessor({ name, attributes }));
    if (use === 'statement') {
      const statements = [`set(resource.attributes["customer"], "${text}")`];
      traces.process(transformProcessor({ name, traceStatements: [{ context: 'resource', statements }] }));
    }
    if (use === 'label') metadata.addLabel(name, text);
    if (use === 'annotation') metadata.addAnnotation(name, `customer: ${text}`);
    if (use === 'key') metadata.addAnnotation(text, name);
    if (use === 'lower-case') metadata.addAnnotation(name, text.toLowerCase());
    if (use === 'length') metadata.addAnnotation(name, String(text.length));
    if (use === 'begin') metadata.addAnnotation(name, text.slice(0, 8));
    if (use === 'namespace') edge.addNamespace(text);
    if (use === 'object') configMap(edge, name, `${text}-settings`);
    if (use === 'construct') configMap(edge, `of-${text}`, name);
    if (use === 'file') setOutputFile(configMap(edge, name, name), `50-${text}.yaml`);
    if (use === 'collector') {
      const other = new CollectorPipeline(edge, `of-${text}`);
      other.metrics().receive(kubeletMetrics()).export(debugExporter());
    }
  }
}

function configMap(edge: EdgeSite, id: string, name: string): Manifest {
  return new Manifest(edge, id, { apiVersion: 'v1', kind: 'ConfigMap', name, fields: { data: { of: 'text' } } });
}
