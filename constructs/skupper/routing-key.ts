import { ArgumentError, quote, type ArgumentPlace } from '../synth/argument';

/**
 * Checks a routing key: what joins listeners and connectors of a network.
 *
 * @throws ArgumentError if the key is empty, has a blank or is longer than 253 characters
 */
export function requireRoutingKey(place: ArgumentPlace, key: string): string {
  if (/^\S{1,253}$/u.test(key)) return key;
  throw new ArgumentError(
    place,
    'routingKey',
    `a routing key has to be 1 to 253 characters without blanks, received ${quote(key)}`,
    'choose one word',
  );
}
