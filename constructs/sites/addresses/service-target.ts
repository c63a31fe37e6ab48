import { ApiObject } from 'cdk8s';
import type { Service, Workload } from 'cdk8s-plus-27';
import type { IConstruct } from 'constructs';

import { requireHost } from '../../skupper/endpoint';
import { ArgumentError, quote, requireDnsLabel, type ArgumentPlace } from '../../synth/argument';

/** A Service of cdk8s-plus. */
export type ExposedService = IConstruct & Pick<Service, 'ports' | 'type'>;
/** A workload of cdk8s-plus that selects its pods: Deployment, StatefulSet, DaemonSet. */
export type ExposedWorkload = IConstruct & Pick<Workload, 'matchLabels' | 'matchExpressions' | 'containers'>;

/** Something that a site can expose although this program does not make it. */
export class ServiceTarget {
  /**
   * A Service, or any other host that the site's router can reach.
   *
   * @param host DNS name or IPv4 address, for example `db.orders.svc`
   * @throws ArgumentError if it is none
   */
  public static host(host: string): ServiceTarget {
    return new ServiceTarget({ host: requireHost('ServiceTarget.host', 'host', host), ports: [] });
  }

  /**
   * Pods by their labels.
   *
   * @param labels what the pods have; at least one
   * @param namespace where they are; that of the site if left out
   * @throws ArgumentError if there is no label, or one that Kubernetes does not take
   */
  public static pods(labels: Readonly<Record<string, string>>, namespace?: string): ServiceTarget {
    const place = 'ServiceTarget.pods';
    if (namespace !== undefined) requireDnsLabel(place, 'namespace', namespace);
    return new ServiceTarget({ selector: requireSelector(place, labels), namespace, ports: [] });
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
  | { readonly host: string; readonly ports: readonly TargetPort[] }
  | { readonly selector: string; readonly namespace?: string; readonly ports: readonly TargetPort[] };

/** A port that a target is known to have. */
export interface TargetPort {
  readonly port: number;
  readonly protocol?: string;
}

/**
 * What a connector leads to for anything that can be exposed.
 *
 * @throws ArgumentError if it is none of these, or a workload that does not select its pods by labels
 */
export function placeOf(site: IConstruct, target: ServiceTarget | ExposedService | ExposedWorkload): TargetPlace {
  if (target instanceof ServiceTarget) return target.where;
  if (!isExposable(target)) {
    const fix = 'give a collector with its receiver, a Service or workload of cdk8s-plus, or a ServiceTarget';
    throw new ArgumentError(site, 'expose', 'is nothing that can be exposed', fix);
  }
  const { name, metadata } = ApiObject.of(target);
  const { namespace } = metadata;
  if ('matchLabels' in target) {
    const ports = target.containers.flatMap((container) => container.ports.map(({ number: port, protocol }) => ({ port, protocol })));
    return { selector: selectorOf(site, target), namespace, ports };
  }
  return { host: namespace === undefined ? name : `${name}.${namespace}.svc`, ports: target.ports };
}

function isExposable(target: unknown): boolean {
  if (typeof target !== 'object' || target === null) return false;
  return 'matchLabels' in target || ('ports' in target && 'type' in target);
}

function selectorOf(site: IConstruct, workload: ExposedWorkload): string {
  const expressions = workload.matchExpressions.map(({ key, operator, values = [] }) => {
    const list = `(${[...values].sort().join(',')})`;
    return { In: `${key} in ${list}`, NotIn: `${key} notin ${list}`, Exists: key, DoesNotExist: `!${key}` }[operator] ?? key;
  });
  const labels = Object.keys(workload.matchLabels).length === 0 ? [] : [requireSelector(site, workload.matchLabels)];
  if (labels.length + expressions.length > 0) return [...labels, ...expressions.sort()].join(',');
  throw new ArgumentError(
    site,
    'expose',
    `${quote(workload.node.path)} does not select its pods by labels`,
    'give their labels: ServiceTarget.pods({ … })',
  );
}

const LABEL_KEY = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** Labels as a selector: sorted, so that the order in which they were given does not show. */
function requireSelector(place: ArgumentPlace, labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const wrong = entries.find(([key, value]) => !LABEL_KEY.test(key) || !LABEL_VALUE.test(value));
  if (entries.length === 0 || wrong !== undefined) {
    const received = wrong === undefined ? 'none' : quote(wrong.join('='));
    throw new ArgumentError(place, 'labels', `has to be labels of Kubernetes, received ${received}`, 'give the labels of the pods');
  }
  return entries.map(([key, value]) => `${key}=${value}`).join(',');
}
