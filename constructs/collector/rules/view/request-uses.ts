import type { RequestRead } from '../../rows/component-row';
import { rowOf } from '../../rows/row-of';
import { record } from '../../../synth/record';
import { chainTo } from './chain';
import type { CollectorView, ComponentView } from './collector-view';

/** Component in a pipeline that reads a part of the request. */
export interface RequestUse {
  readonly component: ComponentView;
  readonly read: RequestRead;
  /** Processors that the telemetry passes before, the nearest last. */
  readonly before: readonly ComponentView[];
  /** Receivers of the telemetry. */
  readonly receivers: readonly ComponentView[];
  /** The exporter that uses the component, if it is an extension. */
  readonly exporter: ComponentView | undefined;
}

/** Returns the components that read parts of requests, once for each pipeline. */
export function requestUses(view: CollectorView): readonly RequestUse[] {
  return [...view.config.pipelines].flatMap(([id, { processors, exporters }]) => {
    const chain = chainTo(view, id);
    const receivers = chain.flatMap((pipeline) => pipeline.receivers.flatMap((name) => view.find('receivers', name) ?? []));
    const ahead = chain
      .slice(1)
      .reverse()
      .flatMap((pipeline) => componentsIn(view, pipeline.processors));
    const own = componentsIn(view, processors);
    const all = [...ahead, ...own];
    const uses = (component: ComponentView, before: readonly ComponentView[], exporter?: ComponentView): readonly RequestUse[] =>
      readsOf(component).map((read) => ({ component, read, before, receivers, exporter }));
    return [
      ...own.flatMap((component, i) => uses(component, [...ahead, ...own.slice(0, i)])),
      ...exporters.flatMap((name) => {
        const connector = view.find('connectors', name);
        if (connector !== undefined) return uses(connector, all);
        const exporter = view.find('exporters', name);
        const { authenticator } = record(exporter?.settings['auth']);
        const extension = view.find('extensions', String(authenticator));
        return extension === undefined ? [] : uses(extension, all, exporter);
      }),
    ];
  });
}

function componentsIn(view: CollectorView, ids: readonly string[]): readonly ComponentView[] {
  return ids.flatMap((name) => view.find('processors', name) ?? []);
}

function readsOf({ part, type, settings }: ComponentView): readonly RequestRead[] {
  switch (part) {
    case 'processors':
    case 'connectors':
    case 'extensions':
      return rowOf(part, type).readsRequest(settings);
    default:
      return [];
  }
}

/** Returns what is read, in words. */
export function describePart({ part }: RequestRead): string {
  return part === 'connection' ? 'the address of the connection' : `the header ${part.metadata}`;
}
