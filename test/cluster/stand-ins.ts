import type { Json } from '../../constructs/synth/yaml';

type Fields = Readonly<Record<string, Json>>;

/** Components whose modules, or those they need, are not to be had: the test collector is without. */
const UNBUILT: readonly string[] = ['k8s_cluster', 'k8s_events', 'k8s_leader_elector', 'k8s_objects', 'kubelet_stats'];

/** Types that the modules which read clusters, older than the image, have by another name. */
const RENAMED: Readonly<Record<string, string>> = { k8s_objects: 'k8sobjects' };

/** Takes the place of the last receiver of a pipeline. */
const STAND_IN = { 'otlp/stand-in': { protocols: { grpc: { endpoint: '127.0.0.1:0' } } } };

/** A configuration without the components that the test collector does not hold; pipelines that lose all receivers get one that is never sent to. */
export function withoutUnbuilt(config: Json): Json {
  const { receivers, extensions, service, ...others } = config as Readonly<Record<string, Fields>>;
  const pipelines = Object.entries(service?.['pipelines'] as Readonly<Record<string, Fields>>).map(([id, pipeline]) => {
    const left = built(pipeline['receivers']);
    return [id, { ...pipeline, receivers: left.length > 0 ? left : Object.keys(STAND_IN) }] as const;
  });
  const isMissing = pipelines.some(([, pipeline]) => pipeline.receivers.includes('otlp/stand-in'));
  return {
    ...others,
    receivers: { ...pick(receivers), ...(isMissing && STAND_IN) },
    extensions: pick(extensions),
    service: { ...service, extensions: built(service?.['extensions']), pipelines: Object.fromEntries(pipelines) },
  };
}

/** A configuration as the collector takes it whose modules are older than the image: all that is there, by the names that it had. */
export function withOlderNames(config: Json): Json {
  const { receivers, service, ...others } = config as Readonly<Record<string, Fields>>;
  const renamed = (id: string): string => id.replace(/^[^/]+/, (type) => RENAMED[type] ?? type);
  const pipelines = Object.entries(service?.['pipelines'] as Readonly<Record<string, Fields>>).map(([id, pipeline]) => {
    return [id, { ...pipeline, receivers: (pipeline['receivers'] as readonly string[]).map(renamed) }] as const;
  });
  return {
    ...others,
    receivers: Object.fromEntries(Object.entries(receivers ?? {}).map(([id, options]) => [renamed(id), options])),
    service: { ...service, pipelines: Object.fromEntries(pipelines) },
  };
}

function built(ids: Json | undefined): string[] {
  return (ids as readonly string[]).filter((id) => !UNBUILT.includes(id.split('/', 1)[0] ?? id));
}

function pick(section: Fields | undefined): Record<string, Json> {
  const kept = built(Object.keys(section ?? {}));
  return Object.fromEntries(Object.entries(section ?? {}).filter(([id]) => kept.includes(id)));
}

/** The arguments that a collector is started with, beside its configuration. */
export function argumentsOf(spec: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return Object.entries((spec?.['args'] ?? {}) as Readonly<Record<string, string>>).map(([name, value]) => `--${name}=${value}`);
}
