import { quote } from '../../synth/argument';
import type { FindingOptions } from '../../synth/finding';
import { record } from '../../synth/record';
import {
  GRPC_ENDPOINT_FIX,
  grpcEndpointFault,
  HTTP_ENDPOINT_FIX,
  httpEndpointFault,
  isLocalHost,
  withoutCredentials,
} from '../connections/endpoint';
import type { EndpointSettings } from '../rows/component-row';
import { rowOf } from '../rows/row-of';
import type { CollectorView, ComponentView } from './collector-view';

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
  return endpointsIn(view, 'host-and-port');
}

function httpEndpoints(view: CollectorView): readonly Endpoint[] {
  return endpointsIn(view, 'url').filter(({ exporter, endpoint }) => {
    // One endpoint for all signals or one for each: where there are several, some may be empty.
    const several = (rowOf('exporters', exporter.type).endpoints?.settings.length ?? 0) > 1;
    return endpoint !== '' || !several;
  });
}

function endpointsIn(view: CollectorView, format: EndpointSettings['format']): readonly Endpoint[] {
  return view.in('exporters').flatMap((exporter) => {
    const { endpoints } = rowOf('exporters', exporter.type);
    if (endpoints?.format !== format) return [];
    return endpoints.settings.flatMap((option) => {
      const endpoint = exporter.settings[option];
      return typeof endpoint === 'string' ? [{ exporter, option, endpoint }] : [];
    });
  });
}

function tlsOf({ settings }: ComponentView): Readonly<Record<string, unknown>> {
  return record(settings['tls']);
}
