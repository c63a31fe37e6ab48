import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { toYaml, type Json } from '../../constructs/synth/yaml';
import { exposedServices, isLegacy, isV1Site } from './exposed-services';
import type { Output, OutputObject, OutputSite } from './outputs';
import type { ProgramName } from './programs';
import { freePort } from './service';
import { argumentsOf, withOlderNames, withoutUnbuilt } from './stand-ins';

/** One collector of an output as a process of this machine. */
export interface LoopbackCollector {
  readonly site: string;
  readonly name: string;
  readonly mode: string;
  readonly program: ProgramName;
  readonly configFile: string;
  /** Beside the configuration. */
  readonly args: readonly string[];
  /** The variables of the container, with stand-ins for what comes from Secrets and fields of the pod. */
  readonly env: Readonly<Record<string, string>>;
  /** Port on loopback by port of the manifest. */
  readonly ports: ReadonlyMap<number, number>;
}

/** A TCP relay in the place of a Skupper listener, link and connector. */
export interface LoopbackRelay {
  readonly name: string;
  readonly listen: number;
  readonly target: number;
}

/** An output of synthesis, made to run as processes on one machine. */
export interface Loopback {
  readonly collectors: readonly LoopbackCollector[];
  readonly relays: readonly LoopbackRelay[];
}

/**
 * The one step that turns manifests into something that runs without clusters. Of each collector's configuration, as the
 * operator would hand it to the collector, just these change:
 *
 * - `HOST:PORT` that a receiver or extension listens on, and the port of its own metrics: a free port of 127.0.0.1;
 * - `SERVICE.NAMESPACE.svc:PORT` of a collector of the same site: that collector's port;
 * - `HOST.NAMESPACE.svc:PORT` of a Listener: a relay to the port behind the Connector of the same routing key, of several to the
 *   first; where that is no collector of this output, to a port that nobody listens on;
 * - `ADDRESS.NAMESPACE.svc:PORT` of an annotated Service of Skupper v1, in every site: a relay to the port behind it;
 * - `http://` and one of these: the same;
 * - the headless Service of a collector that a resolver looks up: that collector's port;
 * - `k8s_attributes`: without a token, and with an API server that is never there;
 * - folders on volumes: folders below `folder`; the root of the node: that of this machine;
 * - components that the test collector does not hold: left out; with the one that reads clusters, types by the names that they had
 *   (`stand-ins.ts`).
 *
 * @param known what runs already, by `SERVICE.NAMESPACE.svc:PORT`
 * @param binary what collectors that are not Jaeger run on
 */
export async function toLoopback(
  output: Output,
  folder: string,
  known: ReadonlyMap<string, string> = new Map(),
  binary: 'otelcol' | 'otelcol-cluster' = 'otelcol',
): Promise<Loopback> {
  const sites = await Promise.all(output.sites.map((site) => allocate(site)));
  const connectors = new Map(
    sites.flatMap(({ site, ports }) => [...connectorsOf(site)].map(([key, to]) => [key, behind(to, ports)] as const)),
  );
  const exposed = sites.flatMap(({ site, ports }) => exposedPorts(site, ports));
  const relays: LoopbackRelay[] = [];
  const collectors: LoopbackCollector[] = [];
  for (const { site, ports } of sites) {
    const endpoints = new Map(known);
    for (const [name, own] of ports) {
      for (const [port, loopback] of own)
        for (const suffix of ['', '-headless'])
          endpoints.set(`${name}-collector${suffix}.${namespaceOf(site, name)}.svc:${String(port)}`, `127.0.0.1:${String(loopback)}`);
    }
    for (const listener of [...objects(site, 'Listener'), ...objects(site, 'MultiKeyListener')]) {
      const key = firstKey(listener);
      const target = connectors.get(key) ?? (await freePort());
      const listen = await freePort();
      relays.push({ name: `${site.name} → ${key}`, listen, target });
      endpoints.set(`${text(listener, 'host')}.${namespaceOf(site)}.svc:${String(listener.spec?.['port'])}`, `127.0.0.1:${String(listen)}`);
    }
    for (const { address, port, target } of isLegacy(site) ? exposed : []) {
      const listen = await freePort();
      relays.push({ name: `${site.name} → ${address}`, listen, target });
      endpoints.set(`${address}.${namespaceOf(site)}.svc:${String(port)}`, `127.0.0.1:${String(listen)}`);
    }
    for (const collector of objects(site, 'OpenTelemetryCollector')) {
      const own = ports.get(collector.metadata.name) ?? new Map<number, number>();
      const data = path.join(folder, site.name, collector.metadata.name);
      mkdirSync(data, { recursive: true });
      const configFile = path.join(data, 'collector.yaml');
      const made = collector.spec?.['config'] as Json;
      const config = binary === 'otelcol' ? withoutUnbuilt(made) : withOlderNames(made);
      writeFileSync(configFile, toYaml(rewrite(config, own, endpoints, path.join(data, 'volumes'))));
      const program = text(collector, 'image').includes('jaegertracing/') ? 'jaeger' : binary;
      collectors.push({
        site: site.name,
        name: collector.metadata.name,
        mode: text(collector, 'mode'),
        program,
        configFile,
        args: argumentsOf(collector.spec),
        env: environment(collector),
        ports: own,
      });
    }
  }
  return { collectors, relays };
}

interface AllocatedSite {
  readonly site: OutputSite;
  /** Ports on loopback by collector and port of the manifest. */
  readonly ports: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

async function allocate(site: OutputSite): Promise<AllocatedSite> {
  const ports = new Map<string, Map<number, number>>();
  for (const collector of objects(site, 'OpenTelemetryCollector')) {
    const own = new Map<number, number>();
    for (const port of new Set(listeningPorts(collector.spec?.['config']))) own.set(port, await freePort());
    ports.set(collector.metadata.name, own);
  }
  return { site, ports };
}

function environment(collector: OutputObject): Record<string, string> {
  const variables = (collector.spec?.['env'] ?? []) as readonly { readonly name: string; readonly value?: string }[];
  return {
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    KUBERNETES_SERVICE_PORT: '1',
    ...Object.fromEntries(variables.map(({ name, value }) => [name, value ?? 'stand-in'])),
  };
}

const LISTENS = /^(?:localhost|0\.0\.0\.0):([0-9]+)$/;

function listeningPorts(value: unknown): number[] {
  if (typeof value === 'string') return [...(LISTENS.exec(value)?.slice(1).map(Number) ?? [])];
  if (typeof value !== 'object' || value === null) return [];
  const { host, port } = value as { host?: unknown; port?: unknown };
  return [...(host === '0.0.0.0' && typeof port === 'number' ? [port] : []), ...Object.values(value).flatMap(listeningPorts)];
}

function rewrite(value: Json, own: ReadonlyMap<number, number>, endpoints: ReadonlyMap<string, string>, volumes: string): Json {
  if (typeof value === 'string') {
    const [, port] = LISTENS.exec(value) ?? [];
    if (port !== undefined) return `127.0.0.1:${String(own.get(Number(port)))}`;
    if (value === '/hostfs') return '/';
    const [, plain] = /^http:\/\/([^/]+)$/.exec(value) ?? [];
    const end = endpoints.get(plain ?? '');
    if (end !== undefined) return `http://${end}`;
    return endpoints.get(value) ?? (/^\/(badger|var\/lib\/otelcol)/.test(value) ? volumes + value : value);
  }
  if (Array.isArray(value)) return value.map((item: Json) => rewrite(item, own, endpoints, volumes));
  if (typeof value !== 'object' || value === null) return value;
  const record = value as { readonly [key: string]: Json };
  if (record['host'] === '0.0.0.0' && typeof record['port'] === 'number')
    return { ...record, host: '127.0.0.1', port: own.get(record['port']) };
  const { hostname, port } = record;
  const resolved = typeof hostname === 'string' && typeof port === 'string' ? endpoints.get(`${hostname}:${port}`)?.split(':') : undefined;
  if (resolved !== undefined) return { ...record, hostname: resolved[0] ?? '', port: resolved[1] ?? '' };
  return Object.fromEntries(
    Object.entries(record).map(([key, item]) => {
      const below = rewrite(item, own, endpoints, volumes);
      return [key, key === 'k8s_attributes' ? { ...(below as object), auth_type: 'none' } : below];
    }),
  );
}

/** Addresses of Skupper v1 that lead to a collector. */
function exposedPorts(
  site: OutputSite,
  ports: AllocatedSite['ports'],
): readonly { readonly address: string; readonly port: number; readonly target: number }[] {
  return exposedServices(site).flatMap(({ address, labels, ports: own }) => {
    const name = labels['app.kubernetes.io/instance']?.split('.')[1] ?? '';
    return own.flatMap((port) => {
      const target = ports.get(name)?.get(port);
      return target === undefined ? [] : [{ address, port, target }];
    });
  });
}

/** What selects pods, by routing key: connectors, and attached connectors that a binding lets in. */
function connectorsOf(site: OutputSite): ReadonlyMap<string, OutputObject> {
  const attached = new Map(objects(site, 'AttachedConnector').map((connector) => [connector.metadata.name, connector]));
  const bound = objects(site, 'AttachedConnectorBinding').map((binding) => {
    const connector = attached.get(binding.metadata.name);
    if (connector?.metadata.namespace !== text(binding, 'connectorNamespace')) throw new Error(`nothing for ${binding.metadata.name}`);
    return [text(binding, 'routingKey'), connector] as const;
  });
  return new Map([...objects(site, 'Connector').map((connector) => [text(connector, 'routingKey'), connector] as const), ...bound]);
}

/** The loopback port of the pods that a connector selects, undefined if it is not for a collector. */
function behind(connector: OutputObject, ports: AllocatedSite['ports']): number | undefined {
  const [, instance] = /app\.kubernetes\.io\/instance=([^,]+)/.exec(text(connector, 'selector')) ?? [];
  if (instance === undefined) return undefined;
  const port = ports.get(instance.split('.')[1] ?? '')?.get(Number(connector.spec?.['port']));
  if (port === undefined) throw new Error(`the connector ${connector.metadata.name} selects no collector that listens on its port`);
  return port;
}

/** The routing key of a listener, the one that it prefers of several. */
function firstKey(listener: OutputObject): string {
  const { priority, weighted } = (listener.spec?.['strategy'] ?? {}) as {
    readonly priority?: { readonly routingKeys: readonly string[] };
    readonly weighted?: { readonly routingKeys: Readonly<Record<string, number>> };
  };
  const [heaviest] = Object.entries(weighted?.routingKeys ?? {}).sort(([, a], [, b]) => b - a);
  return priority?.routingKeys[0] ?? heaviest?.[0] ?? text(listener, 'routingKey');
}

function objects(site: OutputSite, kind: string): readonly OutputObject[] {
  return site.objects.filter((object) => object.kind === kind);
}

/** Namespace of the Skupper site, or of one of the collectors. */
function namespaceOf(site: OutputSite, collector?: string): string {
  const isMeant = ({ kind, metadata }: OutputObject): boolean =>
    collector === undefined
      ? kind === 'Site' || isV1Site({ apiVersion: 'v1', kind, metadata })
      : kind === 'OpenTelemetryCollector' && metadata.name === collector;
  return site.objects.find(isMeant)?.metadata.namespace ?? '';
}

function text(object: OutputObject, field: string): string {
  const value = object.spec?.[field];
  return typeof value === 'string' ? value : '';
}
