import type { Finding } from './finding';
import { findingAt, formatFindings } from './finding';
import { argument } from './rules/argument';
import { synthesisHost } from './synthesis-host';

/** Where an argument was given: a construct, or the name of a factory for things that are not in the tree. */
export type ArgumentPlace = string | { readonly node: { readonly path: string } };

/** The path that a construct is about to have, for what is told before it is there. */
export function pathBelow(scope: { readonly node: { readonly path: string } }, id: string): string {
  return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
}

/** Thrown by a constructor or factory for one argument that is wrong by itself. */
export class ArgumentError extends Error {
  public override readonly name: string = 'ArgumentError';
  declare public readonly finding: Finding;

  public constructor(place: ArgumentPlace, location: string, message: string, fix: string) {
    const path = typeof place === 'string' ? place : place.node.path;
    const finding = findingAt(path, argument.report({ location, message, fix }));
    super(formatFindings([finding]));
    Object.defineProperty(this, 'finding', { value: finding });
    synthesisHost()?.refused(this, [finding]);
  }
}

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Whether a value is a DNS label (RFC 1123) of at most 63 characters. Options of data files can lack the value. */
export function isDnsLabel(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 63 && DNS_LABEL.test(value);
}

/** Checks a DNS label (RFC 1123): lower-case letters, digits and `-`, at most `max` characters. */
export function requireDnsLabel(place: ArgumentPlace, what: string, value: string, max = 63): string {
  return requireLabel(
    place,
    what,
    value,
    max,
    DNS_LABEL,
    'lower-case letters, digits and "-", beginning and ending with a letter or digit',
  );
}

/** Checks the name of a Service (RFC 1035): a DNS label that begins with a letter. */
export function requireServiceName(place: ArgumentPlace, what: string, value: string, max = 63): string {
  return requireLabel(place, what, value, max, DNS_1035_LABEL, 'lower-case letters, digits and "-", beginning with a letter');
}

/** Checks a DNS subdomain (RFC 1123), what most objects of Kubernetes may be named: DNS labels with dots between them. */
export function requireDnsSubdomain(place: ArgumentPlace, what: string, value: unknown): string {
  if (typeof value === 'string' && value.length <= 253 && value.split('.').every((label) => DNS_LABEL.test(label))) return value;
  throw new ArgumentError(
    place,
    what,
    `${what} has to be the name of a Kubernetes object, received ${quote(value)}`,
    'use lower-case letters, digits, "-" and ".", at most 253',
  );
}

function requireLabel(place: ArgumentPlace, what: string, value: string, max: number, pattern: RegExp, words: string): string {
  // A program in JavaScript can leave the value out.
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw new ArgumentError(place, what, `${what} has to be a DNS label, received ${quote(value)}`, `use ${words}`);
  }
  if (value.length > max) {
    throw new ArgumentError(
      place,
      what,
      `${what} has to be at most ${String(max)} characters long, received ${quote(value)} (${String(value.length)})`,
      'shorten it',
    );
  }
  return value;
}

/** Checks a TCP or UDP port: an integer from 1 to 65535. */
export function requirePort(place: ArgumentPlace, what: string, value: number): number {
  return requireInteger(place, what, value, 1, 65_535);
}

/** Checks an integer within a range, both ends included. */
export function requireInteger(place: ArgumentPlace, what: string, value: number, min: number, max = Number.MAX_SAFE_INTEGER): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${String(min)}` : `from ${String(min)} to ${String(max)}`;
  throw new ArgumentError(place, what, `${what} has to be an integer ${range}, received ${String(value)}`, `give an integer ${range}`);
}

/** Checks a text that is one of a few. */
export function requireOneOf<T extends string>(place: ArgumentPlace, what: string, value: unknown, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new ArgumentError(place, what, `${what} is ${quote(value)}`, `Use ${known.map(quote).join(' or ')}.`);
}

/** Quotes a value for a message. A program in JavaScript can pass anything. */
export function quote(value: unknown): string {
  const json: unknown = JSON.stringify(value);
  return typeof json === 'string' ? json : String(value);
}
