import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import type { Topology } from '../../constructs';
import type { Output, OutputObject } from '../cluster/outputs';
import { matches, type Connection, type Party, type Pod, type Policy } from './policy-evaluator';

/** One cluster of an output: what is applied to it, and the pods that come of it. */
export interface ClusterModel {
  readonly name: string;
  readonly openshift: boolean;
  readonly objects: readonly OutputObject[];
  readonly policies: readonly Policy[];
  readonly pods: readonly Pod[];
  /** Links by token: the port that the hub is dialled at, undefined if its cluster alone knows. */
  readonly links: readonly { readonly namespace: string; readonly port: number | undefined }[];
}

/** A connection that the output needs, and why. */
export interface Need extends Connection {
  readonly why: string;
}

const WORLD = { address: '198.51.100.23' };
const NODE = { address: '172.18.0.3' };
const API_SERVER = { address: '10.96.0.1' };

/** Pods of others, that are in every cluster. */
export const OTHERS = {
  dns: { name: 'coredns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  openshiftDns: { name: 'dns-default', namespace: 'openshift-dns', labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
  prometheus: { name: 'prometheus', namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
  stranger: { name: 'stranger', namespace: 'strangers', labels: { app: 'stranger' } },
} as const satisfies Readonly<Record<string, Pod>>;

/** The clusters of an output. What is in no site has one of its own. */
export function clustersOf(output: Output): readonly ClusterModel[] {
  const { sites } = JSON.parse(readFileSync(path.join(output.folder, 'network.json'), 'utf8')) as Topology;
  const clusterOf = (site: string): string => sites.find(({ name }) => name === site)?.cluster.name ?? `chart ${site}`;
  const names = [...new Set(output.sites.map(({ name }) => clusterOf(name)))];
  return names.map((name) => {
    const objects = output.sites.filter((site) => clusterOf(site.name) === name).flatMap((site) => site.objects);
    const openshift = sites.some(({ cluster }) => cluster.name === name && cluster.platform === 'openshift');
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy') as unknown as readonly Policy[];
    const links = sites
      .filter(({ cluster }) => cluster.name === name)
      .flatMap(({ role, namespace, links: own }) =>
        own
          .filter(({ by }) => by === 'token')
          .map(({ hub, elsewhere }) => {
            const ports = sites.find((site) => site.name === hub)?.access?.ports ?? (elsewhere && { interRouter: 55_671, edge: 45_671 });
            return { namespace: namespace.name, port: role === 'edge' ? ports?.edge : ports?.interRouter };
          }),
      );
    return { name, openshift, objects, policies, links, pods: objects.flatMap(podsOf) };
  });
}

/** The pods that the controllers of Kubernetes, Skupper and the operator make of an object. */
function podsOf({ kind, apiVersion, metadata, spec = {} }: OutputObject): readonly Pod[] {
  const { name, namespace = '' } = metadata;
  if (kind === 'Site' && apiVersion.startsWith('skupper.io/')) {
    return ['skupper-router', ...(spec['ha'] === true ? ['skupper-router-2'] : [])].map((router) => ({
      name: router,
      namespace,
      labels: {
        application: 'skupper-router',
        'app.kubernetes.io/name': 'skupper-router',
        'app.kubernetes.io/part-of': 'skupper',
        'skupper.io/component': 'router',
        'skupper.io/group': router,
        'skupper.io/type': 'site',
      },
    }));
  }
  if (kind === 'OpenTelemetryCollector' && spec['mode'] !== 'sidecar') {
    const labels = {
      'app.kubernetes.io/managed-by': 'opentelemetry-operator',
      'app.kubernetes.io/instance': `${namespace}.${name}`,
      'app.kubernetes.io/part-of': 'opentelemetry',
      'app.kubernetes.io/component': 'opentelemetry-collector',
      'app.kubernetes.io/name': `${name}-collector`,
    };
    return [{ name: `${name}-collector`, namespace, labels }];
  }
  const template = templateOf({ apiVersion, kind, metadata, spec });
  if (template === undefined) return [];
  const asked = template.metadata?.annotations?.['sidecar.opentelemetry.io/inject'];
  const injected = asked === undefined ? undefined : asked.includes('/') ? asked.replace('/', '.') : `${namespace}.${asked}`;
  const labels = { ...template.metadata?.labels, ...(injected !== undefined && { 'sidecar.opentelemetry.io/injected': injected }) };
  return [{ name, namespace, labels }];
}

/** What a workload makes its pods of. */
interface PodTemplate {
  readonly metadata?: { readonly labels?: object; readonly annotations?: Readonly<Record<string, string>> };
}

function templateOf({ spec = {} }: OutputObject): PodTemplate | undefined {
  const job = spec['jobTemplate'] as { readonly spec?: Readonly<Record<string, unknown>> } | undefined;
  return (spec['template'] ?? job?.spec?.['template']) as PodTemplate | undefined;
}

/** Everything that the objects of a cluster connect to, read from them alone. */
export function needsOf(cluster: ClusterModel): readonly Need[] {
  return cluster.objects.flatMap((object) => {
    switch (object.kind) {
      case 'OpenTelemetryCollector':
        return collectorNeeds(cluster, object);
      case 'Site':
        return routersOf(cluster, object).flatMap((router) => routerNeeds(cluster, router));
      case 'Link':
        return linkNeeds(cluster, object);
      case 'Connector':
      case 'AttachedConnector':
        return connectorNeeds(cluster, object);
      case 'Deployment':
        return [...generatorNeeds(cluster, object), ...agentNeeds(cluster, object)];
      case 'CronJob':
        return agentNeeds(cluster, object);
      default:
        return [];
    }
  });
}

function collectorNeeds(cluster: ClusterModel, { metadata, spec = {} }: OutputObject): readonly Need[] {
  const { name, namespace = '' } = metadata;
  const isSidecar = spec['mode'] === 'sidecar';
  const own = cluster.pods.filter(({ labels }) =>
    isSidecar
      ? labels['sidecar.opentelemetry.io/injected'] === `${namespace}.${name}`
      : labels['app.kubernetes.io/instance'] === `${namespace}.${name}`,
  );
  const { receivers = {}, exporters = {}, extensions = {} } = spec['config'] as Readonly<Record<string, object | undefined>>;
  const kubelets = endpointsIn(receivers).flatMap((endpoint) => /^https:\/\/\$\{env:K8S_NODE_\w+\}:(\d+)$/.exec(endpoint)?.slice(1) ?? []);
  const subject = (object: OutputObject): boolean =>
    /^(Cluster)?RoleBinding$/.test(object.kind) && JSON.stringify(object).includes(`"name":${JSON.stringify(spec['serviceAccount'])}`);
  return own.flatMap((pod): readonly Need[] => [
    ...nameLookups(cluster, pod),
    ...endpointsIn(exporters).flatMap((endpoint) => endpointNeeds(cluster, pod, endpoint, `${name} exports`)),
    ...('health_check' in extensions || 'healthcheckv2' in extensions ? [{ why: 'probe', from: NODE, to: pod, port: 13_133 }] : []),
    { why: 'scrape', from: OTHERS.prometheus, to: pod, port: 8888 },
    ...kubelets.map((port) => ({ why: 'asks its kubelet', from: pod, to: NODE, port: Number(port) })),
    ...(cluster.objects.some(subject) ? [443, 6443].map((port) => ({ why: 'reads the API', from: pod, to: API_SERVER, port })) : []),
  ]);
}

function routerNeeds(cluster: ClusterModel, router: Pod): readonly Need[] {
  const ways = cluster.objects.filter(
    ({ kind, metadata, spec }) =>
      metadata.namespace === router.namespace && (kind === 'RouterAccess' || (kind === 'Site' && spec?.['linkAccess'] !== undefined)),
  );
  const others = cluster.pods.filter((pod) => pod !== router && pod.namespace === router.namespace && isRouter(pod));
  return [
    ...nameLookups(cluster, router),
    ...[443, 6443].map((port) => ({ why: 'reads the API', from: router, to: API_SERVER, port })),
    ...[9090, 9191].map((port) => ({ why: 'probe', from: NODE, to: router, port })),
    ...[9000, 9090].map((port) => ({ why: 'scrape', from: OTHERS.prometheus, to: router, port })),
    ...(ways.length === 0 ? [] : [45_671, 55_671].map((port) => ({ why: 'links come in', from: WORLD, to: router, port }))),
    ...cluster.links
      .filter(({ namespace }) => namespace === router.namespace)
      // A port that nobody knows may be any.
      .flatMap(({ port }) =>
        (port === undefined ? [30_000, 32_767] : [port]).map((one) => ({ why: 'links', from: router, to: WORLD, port: one })),
      ),
    ...others.map((to) => ({ why: 'the other router', from: router, to, port: 55_671 })),
  ];
}

function linkNeeds(cluster: ClusterModel, link: OutputObject): readonly Need[] {
  const endpoints = (link.spec?.['endpoints'] ?? []) as readonly { readonly name: string; readonly port: string }[];
  return routersOf(cluster, link).flatMap((router) => {
    const isEdge = cluster.objects.some(
      ({ kind, metadata, spec }) => kind === 'Site' && metadata.namespace === router.namespace && spec?.['edge'] === true,
    );
    return endpoints
      .filter(({ name }) => name === (isEdge ? 'edge' : 'inter-router'))
      .map(({ port }) => ({ why: 'links', from: router, to: WORLD, port: Number(port) }));
  });
}

function connectorNeeds(cluster: ClusterModel, { kind, metadata, spec = {} }: OutputObject): readonly Need[] {
  const namespace = kind === 'Connector' ? metadata.namespace : (spec['siteNamespace'] as string);
  const { selector, host, port } = spec as { readonly selector?: string; readonly host?: string; readonly port: number };
  const routers = cluster.pods.filter((pod) => pod.namespace === namespace && isRouter(pod));
  return routers.flatMap((from): readonly Need[] => {
    if (selector === undefined) return endpointNeeds(cluster, from, `${host ?? ''}:${String(port)}`, 'the connector dials');
    const matchLabels = Object.fromEntries(selector.split(',').map((pair) => pair.split('=') as [string, string]));
    const pods = cluster.pods.filter((pod) => pod.namespace === metadata.namespace && matches({ matchLabels }, pod.labels));
    return pods.map((to) => ({ why: `the connector ${metadata.name}`, from, to, port }));
  });
}

function generatorNeeds(cluster: ClusterModel, { metadata, spec }: OutputObject): readonly Need[] {
  const args = JSON.stringify(spec);
  const [, endpoint] = /--otlp-endpoint=([^"]+)/.exec(args) ?? [];
  const [, host, port] = /-address\.host=([^"]+)","-address\.port=(\d+)/.exec(args) ?? [];
  const found = endpoint ?? (host === undefined ? undefined : `${host}:${port ?? ''}`);
  const pods = cluster.pods.filter((pod) => pod.name === metadata.name && pod.namespace === metadata.namespace);
  if (found === undefined || found.startsWith('localhost')) return [];
  const protocol = endpoint === undefined ? ('UDP' as const) : ('TCP' as const);
  return pods.flatMap((pod) => [
    ...nameLookups(cluster, pod),
    ...endpointNeeds(cluster, pod, found, 'generates').map((need) => ({ ...need, protocol })),
  ]);
}

/** Where agents send to that the operator puts into pods. */
function agentNeeds(cluster: ClusterModel, object: OutputObject): readonly Need[] {
  const { name, namespace } = object.metadata;
  const pods = cluster.pods.filter((pod) => pod.name === name && pod.namespace === namespace);
  return Object.entries(templateOf(object)?.metadata?.annotations ?? {}).flatMap(([annotation, value]) => {
    const [, language] = /^instrumentation\.opentelemetry\.io\/inject-(.+)$/.exec(annotation) ?? [];
    if (language === undefined) return [];
    const [where, which] = value.includes('/') ? value.split('/', 2) : [namespace, value];
    const { spec = {} } =
      cluster.objects.find(({ kind, metadata }) => kind === 'Instrumentation' && metadata.namespace === where && metadata.name === which) ??
      {};
    const { env = [] } = (spec[language] ?? {}) as { readonly env?: readonly { readonly name: string; readonly value: string }[] };
    const own = env.find((variable) => variable.name === 'OTEL_EXPORTER_OTLP_ENDPOINT')?.value;
    const endpoint = own ?? (spec['exporter'] as { readonly endpoint: string }).endpoint;
    if (endpoint.startsWith('http://localhost')) return [];
    return pods.flatMap((pod) => [...nameLookups(cluster, pod), ...endpointNeeds(cluster, pod, endpoint, `its ${language} agent sends`)]);
  });
}

function nameLookups({ openshift }: ClusterModel, from: Pod): readonly Need[] {
  const [to, port] = openshift ? [OTHERS.openshiftDns, 5353] : [OTHERS.dns, 53];
  const cache = { address: '169.254.20.10' };
  return (['UDP', 'TCP'] as const).flatMap((protocol) => [
    { why: 'resolves names', from, to, port, protocol },
    { why: 'resolves names', from, to: cache, port: 53, protocol },
  ]);
}

/** Who is behind an endpoint, and at which ports: those of pods. */
function endpointNeeds(cluster: ClusterModel, from: Pod, endpoint: string, why: string): readonly Need[] {
  const [, scheme = '', host = '', written] = /^(https?:\/\/)?([^:/]+)(?::(\d+))?/.exec(endpoint) ?? [];
  const port = written === undefined ? ({ 'https://': 443 }[scheme] ?? 80) : Number(written);
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc$/.exec(host) ?? [];
  if (name === undefined || namespace === undefined) return [{ why: `${why} to ${host}`, from, to: WORLD, port }];
  const to = (pods: readonly Pod[], ports: readonly number[]): readonly Need[] =>
    pods.flatMap((pod) => ports.map((own) => ({ why: `${why} to ${host}`, from, to: pod, port: own })));
  const workload = name.replace(/-headless$/, '');
  const collectors = cluster.pods.filter(
    (pod) =>
      pod.namespace === namespace && pod.name === workload && pod.labels['app.kubernetes.io/component'] === 'opentelemetry-collector',
  );
  if (collectors.length > 0) return to(collectors, [port]);
  const isListener = cluster.objects.some(
    ({ kind, metadata, spec }) => kind.endsWith('Listener') && metadata.namespace === namespace && spec?.['host'] === name,
  );
  // The router listens where it likes.
  if (isListener)
    return to(
      cluster.pods.filter((pod) => pod.namespace === namespace && isRouter(pod)),
      [1024, 1025, 1100, 20_000],
    );
  const service = cluster.objects.find(
    ({ kind, metadata }) => kind === 'Service' && metadata.namespace === namespace && metadata.name === name,
  );
  if (service !== undefined) {
    const { selector, ports } = service.spec as {
      selector: Record<string, string>;
      ports: readonly { port: number; targetPort: number }[];
    };
    const pods = cluster.pods.filter((pod) => pod.namespace === namespace && matches({ matchLabels: selector }, pod.labels));
    return to(
      pods,
      ports.filter((one) => one.port === port).map(({ targetPort }) => targetPort),
    );
  }
  // What others run there may listen on another port than its Service.
  return to([{ name, namespace, labels: { app: name } }], [port, port + 1]);
}

function endpointsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { hostname, port } = value as { readonly hostname?: string; readonly port?: string };
  const resolved = hostname === undefined || port === undefined ? [] : [`${hostname}:${port}`];
  return [
    ...resolved,
    ...Object.entries(value).flatMap(([key, below]) => (/endpoint$/.test(key) && typeof below === 'string' ? [below] : endpointsIn(below))),
  ];
}

function routersOf({ pods }: ClusterModel, { metadata }: OutputObject): readonly Pod[] {
  return pods.filter((pod) => pod.namespace === metadata.namespace && isRouter(pod));
}

function isRouter({ labels }: Pod): boolean {
  return labels['skupper.io/component'] === 'router';
}

/** A connection in words. */
export function describeConnection({ from, to, port, protocol = 'TCP' }: Connection): string {
  const name = (party: Party): string => ('address' in party ? party.address : `${party.namespace}/${party.name}`);
  return `${name(from)} → ${name(to)} ${protocol} ${String(port)}`;
}
