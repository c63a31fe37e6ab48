import type { ComponentClass } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { ImageVersion } from './image-reference';

/**
 * First versions of the collector that know the current types of renamed components.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.158.0/CHANGELOG.md
 */
export const RENAMED_IN: Readonly<Record<ComponentClass, Readonly<Record<string, string>>>> = {
  receivers: {
    file_log: '0.149.0',
    fluent_forward: '0.151.0',
    host_metrics: '0.151.0',
    http_check: '0.150.0',
    k8s_objects: '0.151.0',
    kubelet_stats: '0.152.0',
    otlp_json_file: '0.154.0',
  },
  processors: {
    cumulative_to_delta: '0.157.0',
    delta_to_cumulative: '0.158.0',
    delta_to_rate: '0.158.0',
    k8s_attributes: '0.146.0',
    log_dedup: '0.151.0',
    metric_start_time: '0.148.0',
    metrics_transform: '0.152.0',
    resource_detection: '0.153.0',
  },
  exporters: { load_balancing: '0.153.0', otlp_grpc: '0.144.0', otlp_http: '0.144.0', prometheus_remote_write: '0.154.0' },
  connectors: { otlp_json: '0.152.0', round_robin: '0.152.0', service_graph: '0.151.0', span_metrics: '0.151.0' },
  extensions: { cgroup_runtime: '0.148.0' },
};

/** Returns the first version with the current type of a component, if an image is older than that. */
export function renamedAfter(version: ImageVersion | undefined, part: ComponentClass, type: string): string | undefined {
  const since = ownOf(RENAMED_IN[part], type);
  const renamed = ImageVersion.tryRead(since);
  return version !== undefined && renamed !== undefined && version.isBefore(renamed) ? since : undefined;
}
