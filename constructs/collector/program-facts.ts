import type { BoundComponent } from './config';
import { Exporter } from './component';
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
        ports: binding.ports ?? [],
      },
    ]),
  );
}
