import type { ClusterClient } from '../cluster/cluster-client';
import { ClusterError } from '../cluster/cluster-error';
import { isTrue, messageOf, type KubeObject, type ObjectName } from '../cluster/kube-object';
import { OperationError } from '../operation-error';
import { waitFor, type Look, type Patience } from '../wait';
import type { LinkJob } from './link-job';
import { remove } from './remove';
import { isOwn, ownObject, skupperName } from '../skupper-object';

/** What a token is made of. Never to be shown. */
export interface GrantedAccess {
  readonly url: string;
  readonly code: string;
  readonly ca: string;
}

/** How long a grant can be redeemed, as Go writes durations. */
export type GrantWindow = string;

/** The grant of a link: one for each, which is redeemed once. */
export function grantName({ hub, site }: LinkJob): ObjectName {
  return skupperName('AccessGrant', hub, `link-${site.name}`);
}

/** The grant of a link as far as it can still be redeemed. */
export async function findGranted(hub: ClusterClient, job: LinkJob): Promise<GrantedAccess | undefined> {
  const grant = await hub.find(grantName(job));
  return grant === undefined || deathOf(grant) !== undefined ? undefined : accessOf(grant);
}

/**
 * The grant of a link: the one that is there while it can be redeemed, or else a new one.
 *
 * @throws OperationError if the controller refuses it, or it takes too long
 */
export async function obtainGrant(hub: ClusterClient, job: LinkJob, window: GrantWindow, patience: Patience): Promise<GrantedAccess> {
  const name = grantName(job);
  const known = await hub.find(name);
  const death = known && deathOf(known);
  if (known !== undefined && death !== undefined) {
    if (!isOwn(known)) {
      throw new OperationError('finding', `the AccessGrant ${name.name} ${death}, and was not made by this command`, 'delete it');
    }
    patience.tell(`the grant of an earlier run ${death}: making another`);
    await remove(hub, name, patience);
  }
  if (known === undefined || death !== undefined) await create(hub, name, window);
  const fix =
    'the grant server of the controller needs an address that other clusters reach (Service skupper-grant-server); where it cannot have one: otel-skupper link --direct';
  return waitFor(`the grant on ${job.hub.name}`, fix, patience, () => lookAtGrant(hub, name));
}

/** Removes the grant of a link that is up. */
export async function discardGrant(hub: ClusterClient, job: LinkJob): Promise<void> {
  const grant = await hub.find(grantName(job));
  if (grant !== undefined && isOwn(grant)) await hub.remove(grantName(job));
}

/** Why a grant cannot be redeemed any more, undefined if it can or if that is not known yet. */
export function deathOf({ metadata, spec, status }: KubeObject): string | undefined {
  if (metadata.deletionTimestamp !== undefined) return 'is being deleted';
  if (status?.status === 'Error') return 'was refused';
  const expiration = status?.['expirationTime'];
  if (typeof expiration === 'string' && Date.parse(expiration) <= Date.now()) return `expired at ${expiration}`;
  const [used, allowed] = [status?.['redemptions'] ?? 0, spec?.['redemptionsAllowed'] ?? 1];
  return Number(used) >= Number(allowed) ? 'is used up' : undefined;
}

async function create(hub: ClusterClient, name: ObjectName, window: GrantWindow): Promise<void> {
  // Left out, the controller would write the number itself.
  const spec = { redemptionsAllowed: 1, expirationWindow: window };
  try {
    await hub.create(ownObject(name, { spec }));
  } catch (error) {
    // Another run was faster.
    if (!(error instanceof ClusterError && error.fault === 'conflict')) throw error;
  }
}

async function lookAtGrant(hub: ClusterClient, name: ObjectName): Promise<Look<GrantedAccess>> {
  const grant = await hub.find(name);
  if (grant === undefined) throw new OperationError('finding', `somebody deleted the AccessGrant ${name.name}`, 'run it again');
  if (grant.status?.status === 'Error') {
    const message = `the controller refused the grant: ${grant.status.message ?? ''}`;
    throw new OperationError(
      'finding',
      message,
      "enable grants in Skupper's controller (SKUPPER_ENABLE_GRANTS), or: otel-skupper link --direct",
    );
  }
  const access = accessOf(grant);
  return isTrue(grant, 'Ready') && access !== undefined ? { found: access } : { missing: messageOf(grant) };
}

function accessOf({ status }: KubeObject): GrantedAccess | undefined {
  const { url, code, ca } = status ?? {};
  return typeof url === 'string' && typeof code === 'string' && typeof ca === 'string' && url !== '' ? { url, code, ca } : undefined;
}
