import type { KubeObject } from '../cluster/kube-object';
import type { Judgement } from './object-state';
import type { ObjectDetails } from './network-status';
import { someOf, type Partners } from './partners';

/** A judgement with what a kind says beyond it. */
export interface Description extends Judgement {
  readonly details?: ObjectDetails;
}

/** Describes an object of its kind. */
export type Describe = (object: KubeObject, judgement: Judgement, partners: Partners) => Description;

/** What kinds of Skupper say beyond their state, by kind. */
export const SKUPPER_KINDS: Readonly<Record<string, Describe | undefined>> = {
  Site: ({ status }, judgement) => {
    const { version, name, namespace } = (status?.['controller'] ?? {}) as Readonly<Record<string, string | undefined>>;
    if (judgement.state !== 'ok' || version === undefined) return judgement;
    return { ...judgement, text: `run by Skupper ${version} (${namespace ?? ''}/${name ?? ''})`, details: { version } };
  },
  RouterAccess: ({ status }, judgement) => {
    const endpoints = ((status?.['endpoints'] ?? []) as NonNullable<ObjectDetails['endpoints']>).map(({ name, host, port }) => ({
      name,
      host,
      port,
    }));
    const text = endpoints.map(({ name, host, port }) => `${name ?? ''} at ${host ?? ''}:${port ?? ''}`).join(', ');
    return add(judgement, text, { endpoints });
  },
  Listener: ({ spec, status }, judgement, partners) => {
    const address = partners.addressOf(String(spec?.['routingKey']));
    const matched = status?.['hasMatchingConnector'] === true;
    const text = `${hostOf(spec)} leads to ${address}`;
    return matched || judgement.state !== 'waiting'
      ? add(judgement, text, { partners: [address], matched })
      : { ...lacks(judgement, `${text}, which has no connector in the network yet`), details: { partners: [address], matched } };
  },
  MultiKeyListener: ({ spec, status }, judgement, partners) => {
    const wanted = keysOf(spec?.['strategy'], 'routingKeys').map((key) => partners.addressOf(key));
    const reachable = keysOf(status?.['strategy'], 'routingKeysReachable').map((key) => partners.addressOf(key));
    const details = { partners: wanted, reachable, matched: status?.['hasDestination'] === true };
    const reached = reachable.length === 0 ? 'reaches none of them' : `reaches ${someOf(reachable)}`;
    const text = `${hostOf(spec)} leads to ${someOf(wanted)}; ${reached}`;
    if (judgement.state === 'ok' && !details.matched) return { state: 'waiting', text, details };
    return judgement.state === 'waiting' ? { ...lacks(judgement, text), details } : add(judgement, text, details);
  },
  Connector: (object, judgement, partners) => connector(object, judgement, String(object.spec?.['routingKey']), partners),
  AttachedConnectorBinding: (object, judgement, partners) => connector(object, judgement, String(object.spec?.['routingKey']), partners),
  AttachedConnector: ({ status }, judgement) => {
    const pods = tryFindPods(status);
    return add(judgement, podText(pods), { ...(pods && { pods }) });
  },
  Certificate: ({ status }, judgement) => expiring(judgement, status?.['expiration']),
};

/** A certificate that has ended is an error, whatever its conditions say. */
export function expiring(judgement: Judgement, end: unknown): Description {
  const time = end instanceof Date ? end : typeof end === 'string' ? new Date(end) : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) return judgement;
  const expires = time.toISOString();
  const details = { expires };
  if (time.getTime() <= Date.now()) {
    return { state: 'error', text: `ended at ${expires}`, fix: 'see why its issuer does not renew it', details };
  }
  return add(judgement, `until ${expires.slice(0, 10)}`, details);
}

/** What is well says what it does; what is not says why first. */
export function add(judgement: Judgement, text: string, details: ObjectDetails): Description {
  return { ...judgement, text: [judgement.text, text].filter((part) => part !== '').join('; '), details };
}

/** What a status says beyond `Pending` is kept; the rest is told better. */
function lacks(judgement: Judgement, text: string): Judgement {
  const known = /^(Pending|Matched|Configured|Operational)?:? ?(is not true.*|No matching (listener|connector)s?.*)?$/i.test(
    judgement.text,
  );
  return { ...judgement, text: known ? text : `${text} (${judgement.text})` };
}

function connector({ spec, status }: KubeObject, judgement: Judgement, key: string, partners: Partners): Description {
  const sites = partners.listenersOf(key);
  const matched = status?.['hasMatchingListener'] === true;
  const pods = tryFindPods(status);
  const details: ObjectDetails = { partners: sites, matched, ...(pods && { pods }) };
  const selects = typeof spec?.['selector'] === 'string' && matched && pods ? `; ${podText(pods)}` : '';
  const who = sites.length === 0 ? 'sites of other programs' : someOf(sites);
  const text = `${partners.addressOf(key)} is for ${who}${selects}`;
  if (matched || judgement.state !== 'waiting') return add(judgement, text, details);
  return { ...lacks(judgement, `${text}, and no listener is linked yet`), details };
}

function podText(pods: readonly string[] | undefined): string {
  if (pods === undefined) return '';
  return pods.length === 0 ? 'no pod selected' : `${String(pods.length)} pod${pods.length === 1 ? '' : 's'}`;
}

/** Returns the pods that are selected; undefined if the status does not list them. Skupper does not always write the list. */
function tryFindPods(status: KubeObject['status']): readonly string[] | undefined {
  const pods = status?.['selectedPods'] as readonly { readonly name?: string }[] | undefined;
  return pods?.map(({ name = '' }) => name);
}

function hostOf(spec: KubeObject['spec']): string {
  return `${String(spec?.['host'])}:${String(spec?.['port'])}`;
}

/** Routing keys of either strategy. */
function keysOf(strategy: unknown, field: string): readonly string[] {
  const { priority, weighted } = (strategy ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  const keys = priority?.[field] ?? weighted?.[field] ?? [];
  return Array.isArray(keys) ? keys.map(String) : Object.keys(keys);
}
