import { isIPv4, isIPv6 } from 'node:net';

/** A name that the cluster's DNS resolves: a Service, or pods behind one. */
export interface ClusterName {
  readonly name: string;
  readonly namespace: string;
}

/** Where a host is, as far as its name tells. */
export type HostPlace = ClusterName | 'pod' | 'elsewhere';

/**
 * Where a host is, seen from a pod.
 *
 * @param own namespace of the pod
 * @param isNamespace whether the program knows a namespace of that name: `db.orders` may be a name of the internet too
 */
export function placeOfHost(host: string, own: string, isNamespace: (name: string) => boolean): HostPlace {
  const plain = host.toLowerCase().replace(/\.$/, '');
  if (plain === 'localhost' || /^127\.[\d.]+$|^\[?::1\]?$/.test(plain)) return 'pod';
  if (isAddress(plain.replace(/^\[|\]$/g, ''))) return 'elsewhere';
  const [, service] = /^(.+)\.svc(?:\.cluster\.local)?$/.exec(plain) ?? [];
  // A pod of a StatefulSet has a label of its own before those of its Service.
  const [name = '', namespace, ...others] = (service ?? plain).split('.').slice(service === undefined ? 0 : -2);
  if (namespace === undefined) return { name, namespace: own };
  const isKnown = service !== undefined || (others.length === 0 && isNamespace(namespace));
  return isKnown ? { name, namespace } : 'elsewhere';
}

/** The colon is looked for first: the first use of Node's expression for IPv6 addresses takes milliseconds. */
function isAddress(text: string): boolean {
  return isIPv4(text) || (text.includes(':') && isIPv6(text));
}
