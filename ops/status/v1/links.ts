import type { TopologyLink, TopologySite } from '../../../constructs';
import type { KubeObject } from '../../cluster/kube-object';
import { hasSite, type V1Network } from '../../v1/network';
import { hubIdOf, tokenFault } from '../../v1/token';
import type { ObjectStatus } from '../network-status';
import { judge, type Judgement } from '../object-state';
import type { Grounds } from '../site-objects';
import type { SiteSnapshot } from '../site-snapshot';
import { tokenName } from './names';

/** The links of a site of Skupper v1: each is a Secret, and up when the routers see the hub. */
export function v1Links(
  site: TopologySite,
  snapshot: SiteSnapshot,
  network: V1Network | undefined,
  { hubIds }: Grounds,
): readonly ObjectStatus[] {
  return site.links
    .filter(({ by }) => by === 'token')
    .map((link) => {
      const name = tokenName(site, link.hub);
      const seen = snapshot.find(name);
      const secret = typeof seen === 'object' ? seen : undefined;
      const hubId = hubIds.get(link.hub) ?? (secret && hubIdOf(secret));
      const isUp = network && hasSite(network, link.hub, hubId);
      const state = stateOf(link, site, seen, hubIds.get(link.hub), isUp);
      const details = { link: { hub: link.hub, by: link.by, ...(state.state === 'ok' && isUp && { remoteSite: link.hub }) } };
      return { ...name, origin: 'cluster', ...state, details };
    });
}

/** @param isUp undefined if nobody tells */
function stateOf(
  { hub }: TopologyLink,
  site: TopologySite,
  seen: ReturnType<SiteSnapshot['find']>,
  hubId: string | undefined,
  isUp: boolean | undefined,
): Judgement {
  const again = `otel-skupper link ${site.name}`;
  if (seen === undefined) return { state: 'missing', text: `the link is still to be made, by a token of ${hub}`, fix: again };
  // Who may not read Secrets sees by the routers that it works.
  if (seen === 'hidden' && isUp === true) return up(hub);
  const judged = judge(seen, {});
  if (judged.state !== 'ok' || typeof seen !== 'object') return judged;
  const fault = faultOf(seen, site, hubId);
  if (fault !== undefined)
    return { state: 'error', text: `no link to ${hub}: ${fault.found}`, fix: fault.isForeign ? 'delete or rename it' : again };
  if (isUp === undefined) {
    return { state: 'ok', text: `the link to ${hub}; whether it is up cannot be seen: Skupper before 1.5 does not tell` };
  }
  if (isUp) return up(hub);
  const fix = `see that the hub runs, and that its address can be reached from here. Where it has another one: ${again} --renew`;
  return { state: 'waiting', text: `the link to ${hub} is not up: the router does not see it`, fix };
}

function up(hub: string): Judgement {
  return { state: 'ok', text: `the link is up, to the site ${hub}` };
}

function faultOf(secret: KubeObject, { role }: TopologySite, hubId: string | undefined): { found: string; isForeign: boolean } | undefined {
  const fault = tokenFault(secret, { role, ...(hubId !== undefined && { hubId }) });
  return fault && { found: fault.found, isForeign: fault.kind === 'foreign' || fault.kind === 'request' };
}
