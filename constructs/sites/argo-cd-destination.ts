import { ArgumentError, quote } from '../synth/argument';

/**
 * How Argo CD knows a cluster: by the name under which it is registered, or by the URL of its API server. The cluster that Argo CD
 * itself runs on is `{ server: 'https://kubernetes.default.svc' }`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
 */
export type ArgoCdDestination =
  { readonly name: string; readonly server?: undefined } | { readonly server: string; readonly name?: undefined };

// In a project `*`, `?` and brackets stand for others too, and `!` keeps them out; braces begin what an ApplicationSet fills in.
const NAME = /^[^!\s*?[\]{}\\][^\s*?[\]{}\\]*$/;

/**
 * Checks a destination, and copies it.
 *
 * @throws ArgumentError if it has no name and no server, or both, or one that stands for several, or a password
 */
export function requireDestination(place: string, destination: ArgoCdDestination): ArgoCdDestination {
  const { name, server } = destination as { readonly name?: string; readonly server?: string };
  if (name !== undefined && server === undefined && NAME.test(name)) return { name };
  if (name === undefined && server !== undefined && isServer(server)) return { server };
  const received =
    name !== undefined && server !== undefined
      ? 'both'
      : name !== undefined
        ? quote(name)
        : server === undefined
          ? 'neither'
          : 'another text';
  throw new ArgumentError(
    place,
    'argocd',
    `has to be the name of a cluster in Argo CD or the URL of its API server, received ${received}`,
    "give { name: 'berlin' } or { server: 'https://berlin.example.com:6443' }, without a password and without * or ?",
  );
}

function isServer(server: string): boolean {
  if (!NAME.test(server) || !URL.canParse(server)) return false;
  const { protocol, username, password, search, hash } = new URL(server);
  return ['https:', 'http:'].includes(protocol) && [username, password, search, hash].every((part) => part === '');
}

/** The text that tells one destination from others. */
export function describeDestination({ name, server }: ArgoCdDestination): string {
  return name ?? server;
}
