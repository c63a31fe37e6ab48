import type { Exporters } from '../../../imports/otelcol/exporters';
import { endpointsAccess } from '../access/kubernetes-access';
import { balancedDials } from './balanced-dials';
import { never, NO_PORTS, noAccess, UNKNOWN_PORTS, type ExporterRow } from './component-row';
import { anywhere, endpoints, nowhere } from './dialling';
import { balancedQueue, noQueue, queueByDefault, queueIfSet, remoteWriteQueue } from './queues';

/** It connects to nothing. */
const LOCAL = { listens: NO_PORTS, dials: nowhere, access: noAccess, readsApi: never, endpoints: undefined } as const;

/** It connects to the endpoints in its settings. */
const CLIENT = { listens: NO_PORTS, access: noAccess, readsApi: never } as const;

const OTLP_HTTP_ENDPOINTS = ['endpoint', 'traces_endpoint', 'metrics_endpoint', 'logs_endpoint', 'profiles_endpoint'] as const;

/** Its settings are not looked at: it may listen and connect anywhere. */
export const UNKNOWN_EXPORTER: ExporterRow<object> = {
  listens: UNKNOWN_PORTS,
  dials: anywhere,
  access: noAccess,
  readsApi: never,
  queue: queueIfSet,
  endpoints: undefined,
};

/** The exporters that this package has a function for. */
const TYPED: { readonly [T in keyof Exporters]: ExporterRow<Exporters[T]['options']> } = {
  debug: { ...LOCAL, queue: queueIfSet },
  file: { ...LOCAL, queue: noQueue },
  load_balancing: {
    ...CLIENT,
    dials: ({ resolver }) => balancedDials(resolver),
    access: ({ resolver }) => (resolver?.k8s === undefined ? [] : endpointsAccess(resolver.k8s.service)),
    queue: balancedQueue,
    endpoints: undefined,
  },
  nop: { ...LOCAL, queue: noQueue },
  otlp_grpc: {
    ...CLIENT,
    dials: endpoints('endpoint'),
    queue: queueByDefault,
    endpoints: { format: 'host-and-port', protocol: 'OTLP/gRPC', settings: ['endpoint'] },
  },
  otlp_http: {
    ...CLIENT,
    dials: endpoints(...OTLP_HTTP_ENDPOINTS),
    queue: queueByDefault,
    endpoints: { format: 'url', protocol: 'OTLP/HTTP', settings: OTLP_HTTP_ENDPOINTS },
  },
  // Prometheus scrapes it.
  prometheus: { ...LOCAL, listens: { endpoint: 'TCP' }, queue: queueIfSet },
  prometheus_remote_write: {
    ...CLIENT,
    dials: endpoints('endpoint'),
    queue: remoteWriteQueue,
    endpoints: { format: 'url', protocol: 'Prometheus remote write', settings: ['endpoint'] },
  },
  zipkin: {
    ...CLIENT,
    dials: endpoints('endpoint'),
    queue: queueByDefault,
    endpoints: { format: 'url', protocol: 'Zipkin', settings: ['endpoint'] },
  },
};

/** Other exporters of the catalogue, and the one of Jaeger's binary. */
const OTHERS: Readonly<Record<string, ExporterRow<object>>> = {
  awsemf: UNKNOWN_EXPORTER,
  awss3: UNKNOWN_EXPORTER,
  coralogix: { ...UNKNOWN_EXPORTER, queue: queueByDefault },
  datadog: UNKNOWN_EXPORTER,
  googlecloud: { ...UNKNOWN_EXPORTER, queue: queueByDefault },
  jaeger_storage_exporter: { ...LOCAL, queue: queueIfSet },
  kafka: { ...UNKNOWN_EXPORTER, queue: queueByDefault },
  otelarrow: { ...CLIENT, dials: endpoints('endpoint'), queue: queueIfSet, endpoints: undefined },
};

export const EXPORTERS: Readonly<Record<string, ExporterRow<never>>> = { ...TYPED, ...OTHERS };
