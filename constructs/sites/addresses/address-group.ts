import type { KeyStrategy } from '../../skupper/multi-key-listener';
import { ArgumentError, quote, requireInteger, requireServiceName } from '../../synth/argument';
import type { ServiceAddress } from './service-address';

/** Several addresses that stand in for each other. Made by `failover` and `weighted`. */
export class AddressGroup<A extends ServiceAddress = ServiceAddress> {
  /** Name of the Service that sites get which listen to it. */
  public readonly name: string;
  public readonly addresses: readonly A[];
  /** @internal */
  public readonly strategy: KeyStrategy;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'AddressGroup';

  /** @internal */
  public constructor(addresses: readonly A[], strategy: KeyStrategy, name: string) {
    this.addresses = [...addresses];
    this.strategy = strategy;
    this.name = name;
  }

  /**
   * The same group under another name, where a site listens to one of its addresses by itself too.
   *
   * @throws ArgumentError if the name is no DNS label of at most 50 characters that begins with a letter
   */
  public named(name: string): AddressGroup<A> {
    return new AddressGroup(this.addresses, this.strategy, requireServiceName('AddressGroup.named', 'name', name, 50));
  }

  /** The same group of other addresses. @internal */
  public replaced(other: (address: A) => A, name: string): AddressGroup<A> {
    const addresses = this.addresses.map(other);
    const keys = new Map(this.addresses.map(({ routingKey }, i) => [routingKey, addresses[i]?.routingKey ?? routingKey]));
    const keyOf = (key: string): string => keys.get(key) ?? key;
    const { strategy: own } = this;
    const strategy: KeyStrategy =
      'priority' in own
        ? { priority: own.priority.map(keyOf) }
        : { weighted: Object.fromEntries(Object.entries(own.weighted).map(([key, share]) => [keyOf(key), share])) };
    return new AddressGroup(addresses, strategy, requireServiceName('exporterTo', 'address', name, 50));
  }

  /** Port of that Service. */
  public get port(): number {
    return this.addresses[0]?.port ?? 0;
  }
}

/** An address and its share of the connections. */
export interface WeightedAddress<A extends ServiceAddress = ServiceAddress> {
  readonly address: A;
  /** Share against the others: an integer of at least 0; 0 is none. */
  readonly weight: number;
}

/**
 * Addresses of which the first that can be reached takes each new connection. The group has the name of the first.
 *
 * A connection that is there stays: what comes back is used once connections are made anew, which `maxConnectionAge` of the
 * receivers sees to.
 *
 * @throws ArgumentError if an address is there twice
 */
export function failover<A extends ServiceAddress>(first: A, second: A, ...others: readonly A[]): AddressGroup<A> {
  const addresses = [first, second, ...others];
  const keys = requireDistinct('failover', addresses);
  return new AddressGroup(addresses, { priority: keys }, requireGroupName('failover', first));
}

/**
 * Addresses that share new connections by weight. The group has the name of the first.
 *
 * @throws ArgumentError if an address is there twice, a weight is no integer of at least 0, or all are 0
 */
export function weighted<A extends ServiceAddress>(
  first: WeightedAddress<A>,
  second: WeightedAddress<A>,
  ...others: readonly WeightedAddress<A>[]
): AddressGroup<A> {
  const shares = [first, second, ...others];
  requireDistinct(
    'weighted',
    shares.map(({ address }) => address),
  );
  const weights = shares.map(({ address, weight }) => [address.routingKey, requireInteger('weighted', 'weight', weight, 0)] as const);
  if (weights.every(([, weight]) => weight === 0)) {
    throw new ArgumentError('weighted', 'weight', 'has to be above 0 for one of the addresses, received 0 for all', 'give one a weight');
  }
  const addresses = shares.map(({ address }) => address);
  return new AddressGroup(addresses, { weighted: Object.fromEntries(weights) }, requireGroupName('weighted', first.address));
}

function requireDistinct(place: string, addresses: readonly ServiceAddress[]): readonly string[] {
  const keys = addresses.map(({ routingKey }) => routingKey);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice === undefined) return keys;
  throw new ArgumentError(place, 'addresses', `the address with the routing key ${quote(twice)} is there twice`, 'name each once');
}

/** Skupper wants the name of a listener with several keys shorter than others. */
function requireGroupName(place: string, { name }: ServiceAddress): string {
  return requireServiceName(place, 'address', name, 50);
}
