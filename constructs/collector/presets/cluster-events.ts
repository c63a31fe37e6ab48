import type { Receiver } from '../catalogue/component';
import type { K8sObjectsReceiverOptions } from '../../../imports/otelcol/receivers';
import { LeaderElector } from './leader-elector';
import { presetOf } from './preset-receiver';

/** Options of `clusterEvents`. */
export interface ClusterEventsOptions {
  /** Name: a DNS label of at most 20 characters. @default 'cluster-events' */
  readonly name?: string;
  /** Only events in these namespaces. @default - the whole cluster */
  readonly namespaces?: readonly string[];
  /** Only events whose fields are like this, for example `type=Warning`. @default - all */
  readonly fieldSelector?: string;
}

/**
 * Events of Kubernetes as log records, from the moment the collector watches: in the body, `object` is the event as the API server has it,
 * `type` says whether it is new or changed. That one expires is no event. Built on `k8s_objects`.
 *
 * Brings its access to the Kubernetes API, and the election of the one pod that reads: however many pods the collector has, every event
 * comes once. What happens while no pod watches, some 20 seconds when the one that reads ends, is not seen.
 *
 * @throws ArgumentError if the name is no DNS label, or too long
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/k8sobjectsreceiver
 */
export function clusterEvents({ name = 'cluster-events', namespaces, fieldSelector }: ClusterEventsOptions = {}): Receiver<'logs'> {
  const elector = new LeaderElector(name);
  return presetOf('k8s_objects', {
    factory: 'clusterEvents',
    name,
    given: { namespaces, fieldSelector, elector },
    options: receiverOptions,
    extensions: [elector],
  });
}

/** What is said of the events, and who elects the pod that reads them. */
interface GivenEvents {
  readonly namespaces: readonly string[] | undefined;
  readonly fieldSelector: string | undefined;
  readonly elector: LeaderElector;
}

const receiverOptions = ({ namespaces, fieldSelector, elector }: GivenEvents): K8sObjectsReceiverOptions => ({
  authType: 'serviceAccount',
  objects: [
    {
      name: 'events',
      group: 'events.k8s.io',
      mode: 'watch',
      excludeWatchType: ['DELETED'],
      ...(namespaces && { namespaces }),
      ...(fieldSelector !== undefined && { fieldSelector }),
    },
  ],
  k8sLeaderElector: elector,
});
