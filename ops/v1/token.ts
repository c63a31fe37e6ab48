import type { KubeObject } from '../cluster/kube-object';
import { GENERATED_BY, TOKEN, TOKEN_KEYS, TOKEN_REQUEST, TYPE_LABEL } from './token-labels';

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

/** The id of the site that a token is of. */
export function hubIdOf({ metadata }: Pick<KubeObject, 'metadata'>): string | undefined {
  return metadata.annotations?.[GENERATED_BY];
}

/** What keeps a Secret from being a token to link by, undefined if nothing does. It looks at no value. */
export function tokenFault({ metadata, data = {} }: KubeObject, { role, hubId }: TokenUse): TokenFault | undefined {
  const type = metadata.labels?.[TYPE_LABEL];
  if (type === TOKEN_REQUEST) return { kind: 'request', found: 'Skupper has not filled it in yet' };
  if (type !== TOKEN) return { kind: 'foreign', found: `it is not labelled ${TYPE_LABEL}: ${TOKEN}` };
  const lacking = TOKEN_KEYS.filter((key) => data[key] === undefined);
  if (lacking.length > 0) return { kind: 'incomplete', found: `it lacks ${lacking.join(', ')}` };
  if (hubId !== undefined && hubIdOf({ metadata }) !== hubId) {
    return { kind: 'other-site', found: 'it is from a site that the hub was before: it was made anew, and has another CA' };
  }
  const host = role === 'edge' ? 'edge-host' : 'inter-router-host';
  return (metadata.annotations?.[host] ?? '') === ''
    ? { kind: 'no-address', found: `the hub has no address yet (${host} is empty)` }
    : undefined;
}
