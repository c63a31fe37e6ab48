import { ApiObject } from 'cdk8s';
import type { Service, Workload } from 'cdk8s-plus-27';
import type { IConstruct } from 'constructs';

import { requireHost } from '../skupper/endpoint';
import { ArgumentError } from '../synth/argument';

/** A Service of cdk8s-plus. */
export type ExposedService = IConstruct & Pick<Service, 'ports' | 'type'>;
/** A workload of cdk8s-plus: Deployment, StatefulSet, DaemonSet, Job. */
export type ExposedWorkload = IConstruct & Pick<Workload, 'matchLabels' | 'containers'>;

/** Something that a site can expose although this program does not make it. */
export class ServiceTarget {
  /**
   * A Service, or any other host that the site's router can reach.
   *
   * @param host DNS name or IPv4 address, for example `db.orders.svc`
   * @throws ArgumentError if it is none
   */
  public static host(host: string): ServiceTarget {
    return new ServiceTarget({ host: requireHost('ServiceTarget.host', 'host', host) });
  }

  /**
   * Pods by their labels.
   *
   * @param labels what the pods have; at least one
   * @param namespace where they are; that of the site if left out
   * @throws ArgumentError if there is no label
   */
  public static pods(labels: Readonly<Record<string, string>>, namespace?: string): ServiceTarget {
    if (Object.keys(labels).length === 0) {
      throw new ArgumentError('ServiceTarget.pods', 'labels', 'has to name a label, received none', 'give the labels of the pods');
    }
    return new ServiceTarget({ selector: selectorOf(labels), namespace });
  }

  /** @internal */
  public readonly where: TargetPlace;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'ServiceTarget';

  private constructor(where: TargetPlace) {
    this.where = where;
  }
}

/** What a connector leads to. */
export type TargetPlace =
  { readonly host: string; readonly port?: number } | { readonly selector: string; readonly namespace?: string; readonly port?: number };

/** What a connector leads to for anything that can be exposed. */
export function placeOf(target: ServiceTarget | ExposedService | ExposedWorkload): TargetPlace {
  if (target instanceof ServiceTarget) return target.where;
  const { name, metadata } = ApiObject.of(target);
  const { namespace } = metadata;
  if ('matchLabels' in target) {
    const port = target.containers.flatMap(({ ports }) => ports.map(({ number }) => number))[0];
    return { selector: selectorOf(target.matchLabels), namespace, ...(port !== undefined && { port }) };
  }
  const [first, ...others] = target.ports;
  const port = first === undefined || others.length > 0 ? undefined : first.port;
  return { host: namespace === undefined ? name : `${name}.${namespace}.svc`, ...(port !== undefined && { port }) };
}

/** Sorted, so that the order in which labels were given does not show. */
function selectorOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
