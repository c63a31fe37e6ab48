import { ArgumentError, quote, type ArgumentPlace } from '../synth/argument';

/** Secrets that the controller makes itself. */
const RESERVED_SECRETS = /^skupper-(site-server|site-ca|local-.*)$/;

const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Whether a value is a name that `requireSecretName` takes. */
export function isSecretName(name: unknown): boolean {
  return typeof name === 'string' && NAME.test(name) && !name.endsWith('-profile') && !RESERVED_SECRETS.test(name);
}

/**
 * Checks the name of a Secret that a router reads a certificate from.
 *
 * @throws ArgumentError if it is no DNS name, is one of Skupper's own, or ends as the router's own profiles do
 */
export function requireSecretName(place: ArgumentPlace, what: string, name: string): string {
  if (isSecretName(name)) return name;
  throw new ArgumentError(
    place,
    what,
    `the name of a Secret has to be a DNS name that does not end in -profile and is not one of Skupper's own, received ${quote(name)}`,
    NAME.test(name) ? 'choose another name' : 'use lower-case letters, digits, "-" and "."',
  );
}
