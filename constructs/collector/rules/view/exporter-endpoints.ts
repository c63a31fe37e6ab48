import type { EndpointSettings, TelemetryProtocol } from '../../rows/component-row';
import { rowOf } from '../../rows/row-of';
import type { CollectorView, ComponentView } from './collector-view';

/** Endpoint in the settings of an exporter. */
export interface ExporterEndpoint {
  readonly exporter: ComponentView;
  /** The option that holds the endpoint. */
  readonly option: string;
  readonly endpoint: string;
  readonly protocol: TelemetryProtocol;
}

/** Returns the endpoints of exporters that need `host:port`. */
export function grpcEndpoints(view: CollectorView): readonly ExporterEndpoint[] {
  return endpointsIn(view, 'host-and-port');
}

/** Returns the endpoints of exporters that need a URL. */
export function httpEndpoints(view: CollectorView): readonly ExporterEndpoint[] {
  return endpointsIn(view, 'url').filter(({ exporter, endpoint }) => {
    // An exporter may have one endpoint for all signals, or one for each signal. Then some of them may be empty.
    const several = (rowOf('exporters', exporter.type).endpoints?.settings.length ?? 0) > 1;
    return endpoint !== '' || !several;
  });
}

function endpointsIn(view: CollectorView, format: EndpointSettings['format']): readonly ExporterEndpoint[] {
  return view.in('exporters').flatMap((exporter) => {
    const { endpoints } = rowOf('exporters', exporter.type);
    if (endpoints?.format !== format) return [];
    return endpoints.settings.flatMap((option) => {
      const endpoint = exporter.settings[option];
      return typeof endpoint === 'string' ? [{ exporter, option, endpoint, protocol: endpoints.protocol }] : [];
    });
  });
}
