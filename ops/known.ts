import { ClusterError } from './cluster/cluster-error';

/** What a look at a cluster gave, or why nobody could look. */
export type Known<T> = { readonly known: T } | { readonly unknown: string };

/** Looks; that the user may not is an answer too. @throws what else goes wrong */
export async function tryLook<T>(look: () => Promise<T>): Promise<Known<T>> {
  try {
    return { known: await look() };
  } catch (error) {
    if (error instanceof ClusterError && error.fault === 'forbidden') return { unknown: error.message };
    throw error;
  }
}

/** What is known, or else something in its place. */
export function knownOr<T, E>(seen: Known<T>, otherwise: E): T | E {
  return 'known' in seen ? seen.known : otherwise;
}
