import type { Signal } from '../collector/signal';
import { ACCESS_TYPES } from '../skupper/access-type';
import { ArgumentError, quote, requireDnsLabel, requirePort, requireServiceName } from '../synth/argument';
import type { AddressAttributes, HubAccess, HubAttributes } from './hub-attributes';
import type { LinkTarget } from './link';
import { ServiceAddress } from './service-address';
import { TelemetryAddress } from './telemetry-address';

const PLACE = 'PublicSite.fromAttributes';

/** A hub that another program describes. Made by `PublicSite.fromAttributes`; nothing of it is synthesized. */
export class HubReference implements LinkTarget {
  public readonly role = 'hub';
  public readonly siteName: string;
  public readonly namespace: string;
  public readonly cluster: { readonly name: string };
  public readonly access: HubAccess;
  /** Names of the hubs that are in one network with it. */
  public readonly network: readonly string[];
  private readonly exposes: ReadonlyMap<string, AddressAttributes>;

  /** @internal */
  public constructor(attributes: HubAttributes) {
    requireShape(attributes);
    this.siteName = requireDnsLabel(PLACE, 'name', attributes.name);
    this.namespace = requireDnsLabel(PLACE, 'namespace.name', attributes.namespace.name);
    this.cluster = { name: requireDnsLabel(PLACE, 'cluster.name', attributes.cluster.name) };
    this.access = { ...attributes.access };
    this.network = [...attributes.network];
    this.exposes = new Map(attributes.exposes.map((address) => [requireServiceName(PLACE, 'exposes.address', address.address), address]));
    for (const { port } of this.exposes.values()) requirePort(PLACE, 'exposes.port', port);
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
    const destination = { elsewhere: `${this.siteName} (${name})`, signals: new Set<Signal>(found.signals) };
    return new TelemetryAddress(this.fieldsOf(found), destination);
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

/** What was read from a file may be anything. */
function requireShape(attributes: unknown): void {
  const { name, cluster, namespace, access, network, exposes } = record(attributes);
  const checks: readonly (readonly [string, boolean])[] = [
    ['name', isText(name)],
    ['cluster.name', isText(record(cluster)['name'])],
    ['namespace.name', isText(record(namespace)['name'])],
    ['access.type', ACCESS_TYPES.some((type) => type === record(access)['type'])],
    ['access.tokens', ['anywhere', 'cluster', 'nowhere'].some((reach) => reach === record(access)['tokens'])],
    ['network', Array.isArray(network) && network.every(isText)],
    ['exposes', Array.isArray(exposes) && exposes.every(isAddress)],
  ];
  const wrong = checks.filter(([, isRight]) => !isRight).map(([field]) => field);
  if (wrong.length === 0) return;
  throw new ArgumentError(
    PLACE,
    wrong.join(', '),
    `${wrong.length === 1 ? 'is' : 'are'} missing or not what a hub's program prints`,
    'give what otel-skupper attributes printed for the hub',
  );
}

function isAddress(value: unknown): boolean {
  const { address, routingKey, port, signals } = record(value);
  const isSignals = signals === undefined || (Array.isArray(signals) && signals.every((signal) => SIGNALS.includes(String(signal))));
  return isText(address) && isText(routingKey) && typeof port === 'number' && isSignals;
}

const SIGNALS = ['traces', 'metrics', 'logs'];

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
