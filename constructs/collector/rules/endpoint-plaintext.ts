import { quote } from '../../synth/argument';
import { defineRule } from '../../synth/define-rule';
import { record } from '../../synth/record';
import { isLocalHost, withoutCredentials } from '../connections/endpoint';
import { hasReference } from '../config/expansion';
import { COLLECTOR } from './subject';
import type { CollectorView } from './view/collector-view';
import { grpcEndpoints, httpEndpoints, type ExporterEndpoint } from './view/exporter-endpoints';

/** Plain text leaves the cluster only over a Skupper link, where the routers use mutual TLS. */
export const endpointPlaintext = defineRule({
  id: 'endpoint/plaintext',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'plain text leaves the cluster without a Skupper link',
  check: (view) => {
    const grpc = grpcEndpoints(view).filter(({ exporter }) => record(exporter.settings['tls'])['insecure'] === true);
    const http = httpEndpoints(view).filter(({ endpoint }) => endpoint.startsWith('http://'));
    return [...grpc, ...http, ...balancedEndpoints(view)]
      .filter(({ endpoint }) => !hasReference(endpoint) && !isLocalHost(endpoint))
      .map(({ exporter, option, endpoint }) => ({
        location: `${exporter.location}.${option}`,
        message: `${exporter.id} sends plain text to ${quote(withoutCredentials(endpoint))}, which is neither in this cluster nor behind a Skupper link`,
        fix: 'use TLS, or export to an address of the network: edge.exporterTo(hub.expose(…)); name a Service in full, as <service>.<namespace>.svc',
      }));
  },
});

/** Returns the hosts that load-balancing exporters look up and send plain text to. */
function balancedEndpoints(view: CollectorView): readonly Omit<ExporterEndpoint, 'protocol'>[] {
  return view.ofType('exporters', 'load_balancing').flatMap((exporter) => {
    const { insecure } = record(record(record(exporter.settings['protocol'])['otlp'])['tls']);
    const { static: fixed, dns } = record(exporter.settings['resolver']);
    const hosts = [record(fixed)['hostnames'], record(dns)['hostname']].flat();
    if (insecure !== true) return [];
    return hosts.flatMap((endpoint) => (typeof endpoint === 'string' ? [{ exporter, option: 'resolver', endpoint }] : []));
  });
}
