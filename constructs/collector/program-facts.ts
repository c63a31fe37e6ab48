import type { BoundComponent } from './config';
import { HOLDING_PROCESSORS } from './acknowledgement';
import { Exporter, type Destination } from './component';
import type { CollectorHost } from './host';
import type { ComponentFacts } from './rules/collector-view';

/** What rules are told of components beside their settings, by place, for example `exporters.debug`. */
export function factsOf(components: ReadonlyMap<string, BoundComponent>, host: CollectorHost): Readonly<Record<string, ComponentFacts>> {
  return Object.fromEntries(
    [...components].map(([place, { component, binding }]) => [
      place,
      {
        isCustom: component.isCustom,
        hasAccess: component.accessIn(host).length > 0,
        overLink: component instanceof Exporter && component.overLink,
        isHeldBehind: component instanceof Exporter && component.destinations.some(isHeldAt),
        ports: binding.ports ?? [],
      },
    ]),
  );
}

function isHeldAt(destination: Destination): boolean {
  if (!('collector' in destination)) return false;
  const pipelines = destination.collector.pipelinesOf(destination.receiver);
  return pipelines.some(({ processors }) => processors.some(({ type }) => HOLDING_PROCESSORS.has(type)));
}
