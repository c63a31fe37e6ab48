import type { KubeObject } from '../cluster/kube-object';

/** Label by which Skupper v1 knows what a Secret is for. */
export const TYPE_LABEL = 'skupper.io/type';
export const TOKEN = 'connection-token';
export const TOKEN_REQUEST = 'connection-token-request';

/** The site that a token leads to, by its id. */
const GENERATED_BY = 'skupper.io/generated-by';

/** What a token says of its hub beside the certificate; sites read nothing else. */
export const TOKEN_ANNOTATIONS = [
  'inter-router-host',
  'inter-router-port',
  'edge-host',
  'edge-port',
  GENERATED_BY,
  'skupper.io/site-version',
] as const;

const KEYS = ['ca.crt', 'tls.crt', 'tls.key'];

/** Who links by a token. */
export interface TokenUse {
  /** Edges dial one port of a hub, hubs another. */
  readonly role: 'hub' | 'edge';
  /** The id of the hub's site. @default - it is not known */
  readonly hubId?: string;
}

/**
 * Why a Secret is no token to link by.
 *
 * - `foreign`: it is neither a token nor a request for one.
 * - `request`: Skupper has still to fill it in.
 * - `incomplete`: a part of the certificate is missing.
 * - `other-site`: it is from another site than the hub is now.
 * - `no-address`: the hub had none when it was filled in.
 */
export interface TokenFault {
  readonly kind: 'foreign' | 'request' | 'incomplete' | 'other-site' | 'no-address';
  /** In words. */
  readonly found: string;
}

/** What keeps a Secret from being a token to link by, undefined if nothing does. It looks at no value. */
export function tokenFault({ metadata, data = {} }: KubeObject, { role, hubId }: TokenUse): TokenFault | undefined {
  const type = metadata.labels?.[TYPE_LABEL];
  if (type === TOKEN_REQUEST) return { kind: 'request', found: 'Skupper has not filled it in yet' };
  if (type !== TOKEN) return { kind: 'foreign', found: `it is not labelled ${TYPE_LABEL}: ${TOKEN}` };
  const lacking = KEYS.filter((key) => data[key] === undefined);
  if (lacking.length > 0) return { kind: 'incomplete', found: `it lacks ${lacking.join(', ')}` };
  if (hubId !== undefined && metadata.annotations?.[GENERATED_BY] !== hubId) {
    return { kind: 'other-site', found: 'it is from a site that the hub was before: it was made anew, and has another CA' };
  }
  const host = role === 'edge' ? 'edge-host' : 'inter-router-host';
  return (metadata.annotations?.[host] ?? '') === ''
    ? { kind: 'no-address', found: `the hub has no address yet (${host} is empty)` }
    : undefined;
}
