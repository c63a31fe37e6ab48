import { tryFindAccessType } from '../../access-types';
import { isHost } from '../../skupper/endpoint';
import { ArgumentError, quote, requireDnsLabel, requireServiceName } from '../../synth/argument';
import { isWrittenGeneration, type Generation } from '../../synth/generation';
import { record } from '../../synth/record';
import type { AddressAttributes, HubAccess, HubAttributes } from './hub-attributes';
import { isHubCertificates } from './hub-certificates';
import { SITE_GENERATIONS } from '../generations';
import type { HubGeneration, LinkTarget } from './link';
import { isSignal } from '../../collector/config/signal';
import { ServiceAddress } from '../addresses/service-address';
import { destinationElsewhere, TelemetryAddress } from '../addresses/telemetry-address';

const PLACE = 'PublicSite.fromAttributes';

/** A hub that another program describes. Made by `PublicSite.fromAttributes`; nothing of it is synthesized. */
export class HubReference implements LinkTarget {
  public readonly role = 'hub';
  public readonly siteName: string;
  public readonly namespace: string;
  public readonly cluster: { readonly name: string };
  public readonly access: HubAccess;
  public readonly generation: Generation;
  /** @internal */
  public readonly traits: HubGeneration;
  /** Names of the hubs that are in one network with it. */
  public readonly network: readonly string[];
  private readonly exposes: ReadonlyMap<string, AddressAttributes>;

  /** @internal */
  public constructor(attributes: HubAttributes) {
    this.siteName = requireDnsLabel(PLACE, 'name', attributes.name);
    this.namespace = requireDnsLabel(PLACE, 'namespace.name', attributes.namespace.name);
    this.cluster = { name: requireDnsLabel(PLACE, 'cluster.name', attributes.cluster.name) };
    this.access = { ...attributes.access };
    this.generation = attributes.generation ?? 'current';
    this.traits = SITE_GENERATIONS[this.generation];
    this.network = [...attributes.network];
    this.exposes = new Map(attributes.exposes.map((address) => [requireServiceName(PLACE, 'exposes.address', address.address), address]));
  }

  /**
   * An address at which the hub's collector receives telemetry, for `exporterTo`.
   *
   * @throws ArgumentError if the hub exposes none of that name, or no collector under it
   */
  public address(name: string): TelemetryAddress {
    const found = this.find(name);
    if (found.signals === undefined) {
      const fix = `listen to it: edge.listenTo(hub.service(${quote(name)}))`;
      throw new ArgumentError(PLACE, 'address', `no collector receives telemetry at the address ${quote(name)} of ${this.siteName}`, fix);
    }
    const fields = this.fieldsOf(found);
    return new TelemetryAddress(fields, destinationElsewhere(fields, found.protocol ?? 'grpc', found.signals));
  }

  /**
   * An address of any service that the hub exposes, for `listenTo`.
   *
   * @throws ArgumentError if the hub exposes none of that name
   */
  public service(name: string): ServiceAddress {
    return new ServiceAddress(this.fieldsOf(this.find(name)));
  }

  private fieldsOf({ address, port, routingKey }: AddressAttributes): ConstructorParameters<typeof ServiceAddress>[0] {
    return { name: address, port, routingKey, siteName: this.siteName };
  }

  private find(name: string): AddressAttributes {
    const found = this.exposes.get(name);
    if (found !== undefined) return found;
    const there = [...this.exposes.keys()].map(quote).join(', ');
    throw new ArgumentError(
      PLACE,
      'address',
      `the hub ${this.siteName} exposes ${there === '' ? 'nothing' : there}, received ${quote(name)}`,
      'name one of them, or take the attributes of the hub anew: otel-skupper attributes',
    );
  }
}

/** Checks attributes, which were read from a file and may be anything. @throws ArgumentError that names every field that is wrong */
export function requireAttributes(attributes: unknown): HubAttributes {
  const { name, cluster, namespace, access, network, exposes, generation } = record(attributes);
  const { type, tokens, hosts, secondHosts, ports, certificates } = record(access);
  const isHosts = (value: unknown): boolean =>
    value === undefined || [record(value)['interRouter'], record(value)['edge']].every((host) => typeof host === 'string' && isHost(host));
  const checks: readonly (readonly [string, boolean])[] = [
    ['name', isText(name)],
    ['cluster.name', isText(record(cluster)['name'])],
    ['namespace.name', isText(record(namespace)['name'])],
    ['access.type', tryFindAccessType(type) !== undefined],
    ['access.tokens', ['anywhere', 'cluster', 'nowhere'].some((reach) => reach === tokens)],
    ['access.hosts', isHosts(hosts)],
    ['access.secondHosts', isHosts(secondHosts)],
    ['access.certificates', certificates === undefined || isHubCertificates(certificates)],
    ['access.ports', ports === undefined || [record(ports)['interRouter'], record(ports)['edge']].every(isPort)],
    ['network', Array.isArray(network) && network.every(isText) && network.includes(name)],
    ['generation', generation === undefined || isWrittenGeneration(generation)],
    ['exposes', Array.isArray(exposes)],
    ...(Array.isArray(exposes) ? exposes : []).flatMap((address, i) => addressChecks(address, `exposes.${String(i)}`)),
  ];
  const wrong = checks.filter(([, isRight]) => !isRight).map(([field]) => field);
  if (wrong.length === 0) return attributes as HubAttributes;
  throw new ArgumentError(
    PLACE,
    wrong.join(', '),
    `${wrong.length === 1 ? 'is' : 'are'} missing or not what a hub's program prints`,
    'give what otel-skupper attributes printed for the hub',
  );
}

function addressChecks(value: unknown, at: string): readonly (readonly [string, boolean])[] {
  const { address, routingKey, port, signals, protocol } = record(value);
  return [
    [`${at}.address`, isText(address)],
    [`${at}.routingKey`, isText(routingKey)],
    [`${at}.port`, isPort(port)],
    [`${at}.protocol`, protocol === undefined || protocol === 'http'],
    [`${at}.signals`, signals === undefined || (Array.isArray(signals) && signals.every((signal) => isSignal(String(signal))))],
  ];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isPort(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535;
}
