import type { TopologySite } from '../../constructs';
import { tlsCredentialsOf } from '../skupper-names';
import { SKUPPER_API } from '../skupper-object';
import type { SiteSnapshot } from './site-snapshot';

/** Kinds that name a Secret by `tlsCredentials`. */
const USING_SECRETS = ['Link', 'RouterAccess', 'Listener', 'MultiKeyListener', 'Connector'];

/** Names of the Secrets that objects of a site use. */
export function usedSecrets(site: TopologySite, snapshot: SiteSnapshot): readonly string[] {
  const users = USING_SECRETS.flatMap((kind) => snapshot.list(SKUPPER_API, kind, site.namespace.name));
  const named = [...users.map(tlsCredentialsOf), ...site.links.map(({ secret }) => secret)];
  return [...new Set(named.filter((name) => name !== undefined))].sort();
}
