import type { TopologySite } from '../../../constructs';
import type { KubeObject } from '../../cluster/kube-object';
import { tokenFault } from '../../v1/token';
import { TYPE_LABEL } from '../../v1/token-labels';
import type { ObjectStatus } from '../network-status';
import { judge, type Judgement } from '../object-state';
import type { SiteSnapshot } from '../site-snapshot';

/** The requests for tokens of a hub that are there. @param id of the hub's site */
export function tokenRequests(site: TopologySite, snapshot: SiteSnapshot, id: string | undefined): readonly ObjectStatus[] {
  return site.objects
    .filter(({ apiVersion, kind, namespace }) => apiVersion === 'v1' && kind === 'Secret' && namespace === site.namespace.name)
    .flatMap((name) => {
      const seen = snapshot.tryFind(name);
      if (seen?.metadata.labels?.[TYPE_LABEL] === undefined) return [];
      const judged = judge(seen, {});
      return [{ ...name, origin: 'manifests' as const, ...(judged.state === 'ok' ? stateOf(seen, id) : judged) }];
    });
}

function stateOf(secret: KubeObject, hubId: string | undefined): Judgement {
  // Skupper writes both addresses or none.
  const fault = tokenFault(secret, { role: 'edge', ...(hubId !== undefined && { hubId }) });
  switch (fault?.kind) {
    case undefined:
      return { state: 'ok', text: 'a token is filled in' };
    case 'request':
      // Applied once more, it is filled in once more.
      return Object.keys(secret.data ?? {}).length > 0
        ? { state: 'ok', text: 'a token is asked for anew; those that were handed out stay good' }
        : { state: 'waiting', text: `a token is asked for: ${fault.found}` };
    case 'no-address':
      return { state: 'waiting', text: `a token is filled in, and of no use: ${fault.found}`, fix: 'otel-skupper link asks for another' };
    default:
      return { state: 'error', text: `no token to link by: ${fault?.found ?? ''}`, fix: 'otel-skupper link asks for another' };
  }
}
