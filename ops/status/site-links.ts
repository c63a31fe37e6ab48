import type { TopologyLink, TopologySite } from '../../constructs';
import { isTrue, nameOf, type KubeObject, type ObjectName } from '../cluster/kube-object';
import { SKUPPER_API, skupperName } from '../skupper-object';
import { isLinkTo, isMadeBySkupper, tlsCredentialsOf } from '../skupper-names';
import type { ObjectStatus } from './network-status';
import { judge, type Judgement } from './object-state';
import { isLink, type Grounds } from './site-objects';
import type { SiteSnapshot } from './site-snapshot';

/** The links of a site: those that are there, and those that should be. */
export function siteLinks(site: TopologySite, snapshot: SiteSnapshot, grounds: Grounds): readonly ObjectStatus[] {
  const there = snapshot.list(SKUPPER_API, 'Link', site.namespace.name).map(nameOf);
  const written = site.objects.filter(isLink);
  const names = [...new Map([...written, ...there].map((name) => [`${name.namespace ?? ''}/${name.name}`, name])).values()];
  const links = names.map((name) => {
    const isWritten = written.some((own) => own.name === name.name && own.namespace === name.namespace);
    return linkStatus(name, isWritten ? 'manifests' : 'cluster', site, snapshot, grounds);
  });
  return [...links, ...site.links.flatMap((link) => lackingLink(link, site, snapshot, names))];
}

function linkStatus(
  name: ObjectName,
  origin: ObjectStatus['origin'],
  site: TopologySite,
  snapshot: SiteSnapshot,
  grounds: Grounds,
): ObjectStatus {
  const expected = hubOf(site, name.name);
  const seen = snapshot.find(name);
  const judgement = judge(seen, { 'Link.skupper.io': { condition: 'Ready' }, ...grounds.readiness });
  if (typeof seen !== 'object') return { ...name, origin, ...judgement };
  const remote = seen.status?.['remoteSiteName'];
  const remoteSite = typeof remote === 'string' && remote !== '' ? remote : undefined;
  const [hub, by] = expected === undefined ? [name.name, 'somebody else'] : [expected.hub, expected.by];
  const details = { link: { hub, by, ...(remoteSite !== undefined && { remoteSite }) } };
  if (judgement.state === 'ok') return { ...name, origin, ...upLink(remoteSite, expected), details };
  return { ...name, origin, ...(secretFault(seen, site, snapshot) ?? withReason(judgement, expected)), details };
}

function upLink(remoteSite: string | undefined, expected: TopologyLink | undefined): Judgement {
  if (remoteSite === undefined || expected === undefined || remoteSite === expected.hub) {
    return { state: 'ok', text: `up${remoteSite === undefined ? '' : `, to the site ${remoteSite}`}` };
  }
  const fix = 'see where the host of the link leads, or whose token it was made with';
  return { state: 'error', text: `is up, and leads to the site ${remoteSite} instead of ${expected.hub}`, fix };
}

function withReason(judgement: Judgement, expected: TopologyLink | undefined): Judgement {
  if (judgement.state !== 'waiting' && judgement.state !== 'error') return judgement;
  const again = expected?.by === 'token' ? ' A hub that was made anew has another CA: otel-skupper link --renew' : '';
  return { fix: `see that the hub runs, and that its address can be reached from here.${again}`, ...judgement };
}

/** What is wrong with the Secret of a link that is down. */
function secretFault(link: KubeObject, { namespace }: TopologySite, snapshot: SiteSnapshot): Judgement | undefined {
  const name = tlsCredentialsOf(link);
  if (name === undefined) return undefined;
  const secret = snapshot.find({ apiVersion: 'v1', kind: 'Secret', namespace: namespace.name, name });
  if (secret === undefined) {
    const fix = isMadeBySkupper(link)
      ? 'otel-skupper link makes it anew'
      : 'put the client certificate there; see SiteLink in docs/sites.md';
    return { state: 'error', text: `its Secret ${name} is missing`, fix };
  }
  if (typeof secret !== 'object') return undefined;
  const lacking = ['ca.crt', 'tls.crt', 'tls.key'].filter((key) => secret.data?.[key] === undefined);
  if (lacking.length > 0) {
    return { state: 'error', text: `its Secret ${name} lacks ${lacking.join(', ')}`, fix: 'put the whole client certificate there' };
  }
  if (secret.type === 'kubernetes.io/tls') return undefined;
  const fix = 'make it anew: the type of a Secret cannot be changed';
  return { state: 'error', text: `its Secret ${name} is of the type ${String(secret.type)} instead of kubernetes.io/tls`, fix };
}

/** A link that nobody has made yet, as one object. Those of the manifests are told as objects. */
function lackingLink(
  link: TopologyLink,
  site: TopologySite,
  snapshot: SiteSnapshot,
  names: readonly ObjectName[],
): readonly ObjectStatus[] {
  if (link.by !== 'token' || names.some(({ name }) => hubOf(site, name)?.hub === link.hub)) return [];
  const place = { name: site.name, cluster: site.cluster, namespace: site.namespace.name };
  const missing = {
    ...skupperName('Link', place, link.hub),
    origin: 'cluster',
    details: { link: { hub: link.hub, by: link.by } },
  } as const;
  const links = snapshot.find(skupperName('Link', place, link.hub));
  if (links !== undefined) return [{ ...missing, ...judge(links, {}) }];
  return [{ ...missing, ...tokenState(snapshot.find(skupperName('AccessToken', place, link.hub)), site, link) }];
}

function tokenState(token: ReturnType<SiteSnapshot['find']>, site: TopologySite, { hub }: TopologyLink): Judgement {
  const anew = `otel-skupper link ${site.name}`;
  if (typeof token !== 'object') return { state: 'missing', text: `is still to be made, by a token of ${hub}`, fix: anew };
  if (token.status?.['redeemed'] === true) {
    return { state: 'waiting', text: 'its token is redeemed, and the controller has still to make it', fix: `if it stays so: ${anew}` };
  }
  const said = token.status?.message ?? '';
  const why = said === '' || isTrue(token, 'Redeemed') ? '' : `: ${said}`;
  const state = token.status?.status === 'Error' ? 'error' : 'waiting';
  return { state, text: `its token has not been redeemed${why}`, fix: anew };
}

/** What the program says of a link of this name. A hub whose name ends in a number wins over the router of another. */
function hubOf({ links }: TopologySite, name: string): TopologyLink | undefined {
  return links.find(({ hub }) => hub === name) ?? links.find(({ hub }) => isLinkTo(hub, name));
}
