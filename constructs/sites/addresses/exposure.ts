import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

import type { CollectorPipeline } from '../../collector/collector-pipeline';
import type { OtlpReceiver } from '../../collector/components/otlp-receiver';
import { SIGNALS, type Signal } from '../../collector/config/signal';
import { OTLP_PORTS, OTLP_PROTOCOLS, type OtlpProtocol } from '../../collector/connections/otlp-protocol';
import { ArgumentError, quote, requireOneOf } from '../../synth/argument';
import { tryFindPlacement } from '../../synth/placement';
import { placeOf, ServiceTarget, type ExposedService, type ExposedWorkload, type TargetPlace } from './service-target';

/** Options of `expose` for a collector. */
export interface ExposeOptions {
  /** Protocol of the receiver that sites send over. @default 'grpc' */
  readonly protocol?: OtlpProtocol;
  /** Name of the address, which becomes the name of a Service in the sites that listen to it. @default - the collector's name */
  readonly address?: string;
}

/** Options of `expose` for anything but a collector. */
export interface ExposeServiceOptions {
  /** Name of the address, which becomes the name of a Service in the sites that listen to it. @default - the name of the Service or workload */
  readonly address?: string;
  /** Port of the Service or the pods, 1 to 65535. @default - the one that the Service or the workload's first container has */
  readonly port?: number;
}

/** Options of `expose` for a collector that this program does not make, for example one of a Helm chart. */
export interface ExposeCollectorOptions extends ExposeServiceOptions {
  /** Protocol that the collector receives at the port. */
  readonly otlp: OtlpProtocol;
  /** Signals that the collector receives. @default - traces, metrics and logs */
  readonly signals?: readonly Signal[];
  /** Port of the Service or the pods, 1 to 65535. @default - its only port, else 4317 for gRPC and 4318 for HTTP */
  readonly port?: number;
}

/** The site that exposes. */
interface ExposingSite extends Construct {
  readonly namespace: string;
  readonly cluster: { readonly name: string };
}

/**
 * Port and pods of a collector's receiver.
 *
 * @throws ArgumentError if the collector is a sidecar or elsewhere, or the receiver has the protocol switched off
 */
export function placeOfReceiver(
  site: ExposingSite,
  collector: CollectorPipeline,
  receiver: OtlpReceiver,
  protocol: OtlpProtocol,
): PlaceAndPort {
  const { path } = collector.node;
  if (!collector.node.scopes.includes(site)) {
    throw new ArgumentError(site, 'expose', `the collector ${path} is not in this site`, 'expose it from the site it is in');
  }
  if (collector.mode.isSidecar) {
    const fix = 'expose a deployment, statefulset or daemonset';
    throw new ArgumentError(site, 'expose', `the collector ${path} is a sidecar, which listens on localhost only`, fix);
  }
  const port = receiver.portOf(requireOneOf(site, 'protocol', protocol, OTLP_PROTOCOLS));
  if (port === undefined) {
    const [name, other] = protocol === 'grpc' ? (['gRPC', 'http'] as const) : (['HTTP', 'grpc'] as const);
    const fix = `Leave ${protocol}: false out of the receiver, or set protocol: '${other}'.`;
    throw new ArgumentError(site, 'protocol', `the receiver ${receiver.id} has its ${name} protocol switched off`, fix);
  }
  return { place: { selector: collector.selector, namespace: collector.namespace, ports: [] }, port };
}

/** Where connections of an address come out. */
export interface PlaceAndPort {
  readonly place: TargetPlace;
  readonly port: number;
}

/** Where a Service or workload is. @throws ArgumentError if it is in another cluster, or its port or name is not known and not given */
export function placeOfTarget(
  site: ExposingSite,
  target: ServiceTarget | ExposedService | ExposedWorkload,
  options: ExposeServiceOptions & Partial<ExposeCollectorOptions>,
): PlaceAndPort & { readonly name: string } {
  if (options.otlp !== undefined) requireOneOf(site, 'otlp', options.otlp, OTLP_PROTOCOLS);
  for (const signal of options.signals ?? []) requireOneOf(site, 'signals', signal, SIGNALS);
  const place = placeOf(site, target);
  const own = target instanceof ServiceTarget ? undefined : target;
  if (own !== undefined) requireSameCluster(site, own);
  const port = requireTargetPort(site, own?.node.path ?? 'the target', place, options.port ?? usualPort(place, options.otlp));
  const name = options.address ?? nameOf(own);
  if (name !== undefined) return { place, port, name };
  const fix = 'give one: expose(…, { address })';
  throw new ArgumentError(site, 'address', 'the address has no name, and what is exposed has none that stays', fix);
}

/** The name that the program gave an object; one that cdk8s made of its path changes with that. */
function nameOf(target: IConstruct | undefined): string | undefined {
  if (target === undefined) return undefined;
  const object = ApiObject.of(target);
  return object.name === object.chart.generateObjectName(object) ? undefined : object.name;
}

/** The default port of a protocol, if the target can have it. */
function usualPort({ ports }: TargetPlace, otlp: OtlpProtocol | undefined): number | undefined {
  if (otlp === undefined || ports.length === 1) return undefined;
  const usual = OTLP_PORTS[otlp];
  return ports.length === 0 || ports.some(({ port }) => port === usual) ? usual : undefined;
}

function requireTargetPort(site: ExposingSite, what: string, { ports }: TargetPlace, wanted: number | undefined): number {
  const there = ports.map(({ port }) => String(port)).join(', ');
  const [first, ...others] = ports;
  const port = wanted ?? (others.length === 0 ? first?.port : undefined);
  if (port === undefined) {
    const fault = there === '' ? 'has no port that is known' : `has the ports ${there}`;
    throw new ArgumentError(site, 'port', `${what} ${fault}, and none was chosen`, 'give the port: expose(…, { port })');
  }
  const found = ports.find((own) => own.port === port);
  if (ports.length > 0 && found === undefined) {
    throw new ArgumentError(site, 'port', `${what} has the ports ${there}, received ${String(port)}`, 'give one of them');
  }
  if (found?.protocol !== undefined && found.protocol !== 'TCP') {
    const asked = `the port ${String(port)} of ${what} is ${found.protocol}`;
    throw new ArgumentError(site, 'port', `${asked}, and Skupper carries TCP alone`, 'expose a TCP port');
  }
  return port;
}

function requireSameCluster(site: ExposingSite, target: IConstruct): void {
  const cluster = tryFindPlacement(target)?.cluster.name;
  if (cluster === undefined || cluster === site.cluster.name) return;
  throw new ArgumentError(
    site,
    'expose',
    `${quote(target.node.path)} is in the cluster ${cluster}, which the router of this site does not reach by its name`,
    'expose it from a site of its own cluster',
  );
}
