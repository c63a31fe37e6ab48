import type { Topology } from '../../constructs';
import { groupKind } from '../cluster/group-kind';
import { conditionOf, isTrue, messageOf, type KubeObject } from '../cluster/kube-object';
import type { State } from './network-status';
import type { Unseen } from './site-snapshot';

/** What is known of an object: its state, in words, and what to do. */
export interface Judgement {
  readonly state: State;
  readonly text: string;
  readonly fix?: string;
}

type Readiness = Topology['readiness'][string];

/** How an object is by the readiness of its kind; where its kind has none, being there is enough. */
export function judge(seen: KubeObject | Unseen | undefined, table: Topology['readiness']): Judgement {
  if (seen === undefined) return { state: 'missing', text: 'is not in the cluster' };
  if (seen === 'hidden') return { state: 'unknown', text: 'no permission to look' };
  if (seen === 'unknown-kind') {
    return { state: 'missing', text: 'the cluster does not know the kind (otel-skupper preflight tells who brings it)' };
  }
  if (seen.metadata.deletionTimestamp !== undefined) return { state: 'error', text: 'is being deleted' };
  const readiness = table[groupKind(seen.apiVersion, seen.kind)];
  return readiness === undefined || isReady(seen, readiness) ? { state: 'ok', text: '' } : notReady(seen, readiness);
}

/** Whether the status of an object says that it does its work. */
function isReady(object: KubeObject, readiness: Readiness): boolean {
  return 'condition' in readiness ? isTrue(object, readiness.condition) : fieldOf(object, readiness.field) === readiness.equals;
}

function notReady(object: KubeObject, readiness: Readiness): Judgement {
  if (object.status === undefined) {
    return { state: 'waiting', text: 'no controller has looked at it yet (otel-skupper preflight tells whether one runs)' };
  }
  const broken = object.status.conditions?.find(({ type, status, reason }) => isFailure(type, status, reason));
  if (object.status.status === 'Error') return { state: 'error', text: object.status.message ?? messageOf(object) };
  if (broken !== undefined) return { state: 'error', text: broken.message ?? broken.reason ?? messageOf(object) };
  if ('condition' in readiness) {
    const written = object.status.conditions?.some(({ type }) => type === readiness.condition) ?? false;
    if (written && conditionOf(object, readiness.condition) === undefined) {
      return { state: 'waiting', text: 'its controller has not looked at the last change yet' };
    }
  }
  return { state: 'waiting', text: messageOf(object) };
}

/** How controllers say that waiting does not help. */
function isFailure(type: string | undefined, status: string | undefined, reason: string | undefined): boolean {
  if (type === 'ReplicaFailure') return status === 'True';
  return status === 'False' && (reason === 'Error' || reason === 'ProgressDeadlineExceeded');
}

function fieldOf(object: KubeObject, field: string): unknown {
  return field.split('.').reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], object);
}
