import { quote } from '../../synth/argument';
import type { FindingOptions } from '../../synth/finding';
import { ownOf } from '../../synth/own';
import { record } from '../../synth/record';
import {
  GRPC_ENDPOINT_FIX,
  grpcEndpointFault,
  HTTP_ENDPOINT_FIX,
  httpEndpointFault,
  isLocalHost,
  withoutCredentials,
} from '../connections/endpoint';
import type { CollectorView, ComponentView } from './collector-view';

/** Options of exporters that are URLs, by type. */
const URL_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  otlp_http: ['endpoint', 'traces_endpoint', 'metrics_endpoint', 'logs_endpoint', 'profiles_endpoint'],
  prometheus_remote_write: ['endpoint'],
  zipkin: ['endpoint'],
};

interface Endpoint {
  readonly exporter: ComponentView;
  readonly option: string;
  readonly endpoint: string;
}

/** The endpoint of an OTLP/gRPC exporter is `host:port`. */
export function grpcEndpoint(view: CollectorView): FindingOptions[] {
  return grpcEndpoints(view).flatMap(({ exporter, option, endpoint }) => {
    const fault = grpcEndpointFault(endpoint);
    if (fault === undefined) return [];
    return [
      {
        rule: 'endpoint/grpc',
        location: `${exporter.location}.${option}`,
        message: `the endpoint of ${exporter.id} has to be host:port, received ${quote(withoutCredentials(endpoint))}, which ${fault}`,
        fix: GRPC_ENDPOINT_FIX,
      },
    ];
  });
}

/** The endpoint of an exporter over HTTP is a URL. */
export function httpEndpoint(view: CollectorView): FindingOptions[] {
  return httpEndpoints(view).flatMap(({ exporter, option, endpoint }) => {
    const fault = httpEndpointFault(endpoint);
    if (fault === undefined) return [];
    return [
      {
        rule: 'endpoint/http',
        location: `${exporter.location}.${option}`,
        message: `the ${option} of ${exporter.id} has to be a URL, received ${quote(withoutCredentials(endpoint))}, which ${fault}`,
        fix: HTTP_ENDPOINT_FIX,
      },
    ];
  });
}

/** Plain text leaves the cluster only over a Skupper link, whose routers speak mutual TLS. */
export function plaintextEndpoint(view: CollectorView): FindingOptions[] {
  const grpc = grpcEndpoints(view).filter(({ exporter }) => tlsOf(exporter)['insecure'] === true);
  const http = httpEndpoints(view).filter(({ endpoint }) => endpoint.startsWith('http://'));
  return [...grpc, ...http, ...balancedEndpoints(view)]
    .filter(({ endpoint }) => !endpoint.includes('${') && !isLocalHost(endpoint))
    .map(({ exporter, option, endpoint }) => ({
      rule: 'endpoint/plaintext',
      location: `${exporter.location}.${option}`,
      message: `${exporter.id} sends plain text to ${quote(withoutCredentials(endpoint))}, which is neither in this cluster nor behind a Skupper link`,
      fix: 'use TLS, or export to an address of the network: edge.exporterTo(hub.expose(…)); name a Service in full, as <service>.<namespace>.svc',
    }));
}

/** Where an exporter that spreads telemetry finds those it sends to in plain text. */
function balancedEndpoints(view: CollectorView): readonly Endpoint[] {
  return view.in('exporters').flatMap((exporter) => {
    const { insecure } = record(record(record(exporter.settings['protocol'])['otlp'])['tls']);
    const { static: fixed, dns } = record(exporter.settings['resolver']);
    const hosts = [record(fixed)['hostnames'], record(dns)['hostname']].flat();
    if (exporter.type !== 'load_balancing' || insecure !== true) return [];
    return hosts.flatMap((endpoint) => (typeof endpoint === 'string' ? [{ exporter, option: 'resolver', endpoint }] : []));
  });
}

function grpcEndpoints(view: CollectorView): readonly Endpoint[] {
  return view.in('exporters').flatMap((exporter) => {
    const { endpoint } = exporter.settings;
    return exporter.type === 'otlp_grpc' && typeof endpoint === 'string' ? [{ exporter, option: 'endpoint', endpoint }] : [];
  });
}

function httpEndpoints(view: CollectorView): readonly Endpoint[] {
  return view.in('exporters').flatMap((exporter) =>
    (ownOf(URL_OPTIONS, exporter.type) ?? []).flatMap((option) => {
      const endpoint = exporter.settings[option];
      // One endpoint for all signals or one for each: those of otlp_http may be empty.
      return typeof endpoint === 'string' && (endpoint !== '' || exporter.type !== 'otlp_http') ? [{ exporter, option, endpoint }] : [];
    }),
  );
}

function tlsOf({ settings }: ComponentView): Readonly<Record<string, unknown>> {
  return record(settings['tls']);
}
