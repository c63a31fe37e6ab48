import { groupKind } from '../../../synth/phase';
import { record, records } from '../../../synth/record';
import type { InventoryEntry } from '../../../synth/inventory';
import { placeIn } from './place';

type Fields = Readonly<Record<string, unknown>>;

/** Who comes through an entrance: the pods of a controller, or addresses outside of the cluster. */
export type Visitors = 'controllers' | 'outside';

/** A port of a Service to which an object leads traffic. */
export interface Entrance {
  /** Path of the construct. */
  readonly path: string;
  readonly location: string;
  /** The object in words. */
  readonly what: string;
  readonly visitors: Visitors;
  readonly place: string;
  readonly service: string;
  /** Number or name of the port; undefined for each port of the Service. */
  readonly port: number | string | undefined;
  /** Whether the port is one of the pods. */
  readonly isOfPods: boolean;
}

/** A Service of an entrance, before its namespace is known. */
interface Backend {
  readonly location: string;
  readonly service: unknown;
  readonly namespace?: unknown;
  readonly port: unknown;
  readonly isOfPods?: boolean;
}

/** Kinds that a controller reads, with the Services that they lead to. */
const BACKENDS: Readonly<Record<string, (spec: Fields) => readonly Backend[]>> = {
  'Ingress.networking.k8s.io': ingressBackends,
  'HTTPRoute.gateway.networking.k8s.io': gatewayBackends,
  'GRPCRoute.gateway.networking.k8s.io': gatewayBackends,
  'TCPRoute.gateway.networking.k8s.io': gatewayBackends,
  'TLSRoute.gateway.networking.k8s.io': gatewayBackends,
  'Route.route.openshift.io': openshiftBackends,
};

/** Returns the entrances that an object makes; none for objects that lead nothing into the cluster. */
export function entrancesOf({ json, path, cluster }: InventoryEntry): readonly Entrance[] {
  const { apiVersion, kind, metadata } = json;
  const spec = record(json['spec']);
  const { name } = metadata;
  const read = groupKind(apiVersion, kind) === 'Service' ? undefined : BACKENDS[groupKind(apiVersion, kind)];
  const from = { path, what: `the ${kind} ${name}` } as const;
  if (read !== undefined)
    return read(spec).flatMap(({ location, service, namespace = metadata.namespace, port, isOfPods = false }): readonly Entrance[] => {
      if (typeof service !== 'string') return [];
      const known = typeof port === 'number' || typeof port === 'string' ? port : undefined;
      return [{ ...from, location, visitors: 'controllers', place: placeIn(cluster, namespace), service, port: known, isOfPods }];
    });
  if (kind !== 'Service' || apiVersion !== 'v1' || !isPublished(spec)) return [];
  const place = placeIn(cluster, metadata.namespace);
  return [{ ...from, location: 'spec.type', visitors: 'outside', place, service: name, port: undefined, isOfPods: false }];
}

/** Whether a Service is reached from outside of the cluster. */
function isPublished({ type, externalIPs }: Fields): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || (Array.isArray(externalIPs) && externalIPs.length > 0);
}

function ingressBackends({ defaultBackend, rules }: Fields): readonly Backend[] {
  const at = (location: string, backend: unknown): Backend => {
    const { name, port } = record(record(backend)['service']);
    return { location, service: name, port: record(port)['number'] ?? record(port)['name'] };
  };
  return [
    at('spec.defaultBackend', defaultBackend),
    ...records(rules).flatMap(({ http }, i) =>
      records(record(http)['paths']).map(({ backend }, j) => at(`spec.rules.${String(i)}.http.paths.${String(j)}.backend`, backend)),
    ),
  ];
}

function gatewayBackends({ rules }: Fields): readonly Backend[] {
  return records(rules).flatMap(({ backendRefs }, i) =>
    records(backendRefs).flatMap(({ kind = 'Service', group = '', name, namespace, port }, j): readonly Backend[] => {
      if (kind !== 'Service' || group !== '') return [];
      return [
        {
          location: `spec.rules.${String(i)}.backendRefs.${String(j)}`,
          service: name,
          ...(namespace !== undefined && { namespace }),
          port,
        },
      ];
    }),
  );
}

function openshiftBackends({ to, alternateBackends, port }: Fields): readonly Backend[] {
  return [
    ['spec.to', record(to)] as const,
    ...records(alternateBackends).map((one, i) => [`spec.alternateBackends.${String(i)}`, one] as const),
  ]
    .filter(([, { kind = 'Service' }]) => kind === 'Service')
    .map(([location, { name }]) => ({ location, service: name, port: record(port)['targetPort'], isOfPods: true }));
}
