import type { BoundComponent } from './config';
import type { Component, Exporter } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { rowOf } from '../rows/row-of';
import type { ComponentFacts } from '../rules/view/collector-view';
import { messageLimits, type MessageLimits } from '../delivery/message-limits';
import type { Signal } from './signal';

/** What rules are told of components beside their settings, by place, for example `exporters.debug`. */
export function factsOf(components: ReadonlyMap<string, BoundComponent>, host: CollectorHost): Readonly<Record<string, ComponentFacts>> {
  return Object.fromEntries(
    [...components].map(([place, { component, binding }]) => [
      place,
      {
        isCustom: component.isCustom,
        hasAccess: component.accessIn(host).length > 0,
        overLink: isExporter(component) && component.overLink,
        isToExternal: isExporter(component) && component.destinations.some((to) => !('collector' in to) && to.isExternal === true),
        ...(isExporter(component) ? exporterFacts(component, host) : { isHeldBehind: false, passesAnswers: false, ...NO_MESSAGES }),
        ports: binding.ports ?? [],
      },
    ]),
  );
}

function isExporter(component: Component): component is Exporter {
  return component.kind === 'exporter';
}

/** Facts of components that send no messages. */
const NO_MESSAGES: MessageLimits = { largestMessage: undefined, largestForwarded: undefined, isForwardedOutside: false };

function exporterFacts(
  exporter: Exporter,
  host: CollectorHost,
): Pick<ComponentFacts, 'isHeldBehind' | 'passesAnswers' | keyof MessageLimits> {
  const { signals, passesAnswers } = host.placeOf(exporter);
  return { isHeldBehind: isHeldBehind(exporter, signals), passesAnswers, ...messageLimits(exporter, signals) };
}

/** Whether all who take a signal from an exporter answer at once. */
function isHeldBehind(exporter: Exporter, signals: ReadonlySet<Signal>): boolean {
  return (
    exporter.destinations.length > 0 &&
    exporter.destinations.every((destination) => {
      if (!('collector' in destination)) return false;
      const { collector, receiver } = destination;
      if (collector.arrivals.acknowledgement === 'on-receipt') return true;
      const taking = collector.pipelinesOf(receiver).filter(({ signal }) => signals.has(signal));
      return taking.every(({ processors }) => processors.some(({ type }) => rowOf('processors', type).holds !== 'nothing'));
    })
  );
}
