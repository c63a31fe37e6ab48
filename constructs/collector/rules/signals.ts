import type { FindingOptions } from '../../synth/finding';
import { tryFindComponent } from '../catalogue/facts';
import type { CollectorView, ComponentView } from './collector-view';
import { nameOf } from './components';
import { typeOf } from './config-view';

/** A component in a pipeline of a signal that it does not carry: the collector would not start. */
export function componentSignals(view: CollectorView): FindingOptions[] {
  return [...view.config.pipelines].flatMap(([id, pipeline]) => {
    const signal = typeOf(id);
    if (!['traces', 'metrics', 'logs'].includes(signal)) return [];
    return (['receivers', 'processors', 'exporters'] as const).flatMap((part) =>
      pipeline[part].flatMap((name): FindingOptions[] => {
        const component = view.find(part, name);
        const facts = component && tryFindComponent(part, component.type)?.facts;
        if (component === undefined || facts?.signals === undefined || facts.signals.includes(signal)) return [];
        const carried = facts.signals.length === 0 ? 'none of the signals of this package' : facts.signals.join(', ');
        const unfinished = facts.unfinished?.includes(signal) === true ? `, and ${signal} only in development` : '';
        return [
          {
            rule: 'component/signal',
            location: `spec.config.service.pipelines.${id}.${part}`,
            message: `the ${nameOf(part)} ${name} is in a pipeline of ${signal} and carries ${carried}${unfinished}`,
            fix: `use it in a pipeline of a signal that it carries, or another ${nameOf(part)} here`,
          },
        ];
      }),
    );
  });
}

/**
 * A connector is the exporter of one pipeline and the receiver of another, of signals that go together: each signal that goes in
 * comes out somewhere, and each that comes out goes in somewhere.
 */
export function connectorSignals(view: CollectorView): FindingOptions[] {
  return view.in('connectors').flatMap((connector) => {
    const ins = signalsWith(view, 'exporters', connector);
    const outs = signalsWith(view, 'receivers', connector);
    if (ins.length === 0 && outs.length === 0) return [];
    const pairs = pairsOf(view, connector);
    const joins = (from: string, to: string): boolean => pairs === undefined || pairs.includes(`${from}_to_${to}`);
    const found = (message: string, fix: string): FindingOptions => ({
      rule: 'connector/signals',
      location: connector.location,
      message,
      fix,
    });
    const lonely = (signals: readonly string[], has: (signal: string) => boolean, way: string): FindingOptions[] =>
      signals
        .filter((signal) => !has(signal))
        .map((signal) => found(`${connector.id} ${way} ${signal}, and ${other(way)}`, mend(connector, pairs)));
    return [
      ...lonely(ins, (from) => outs.some((to) => joins(from, to)), 'takes'),
      ...lonely(outs, (to) => ins.some((from) => joins(from, to)), 'gives'),
    ];
  });
}

function other(way: string): string {
  return way === 'takes' ? 'no pipeline receives from it what it makes of them' : 'no pipeline exports to it what it makes them of';
}

function mend(connector: ComponentView, pairs: readonly string[] | undefined): string {
  const legal = pairs?.map((pair) => pair.replace('_to_', ' to ')).join(', ');
  return `.export(connector) in one pipeline and .receive(connector) in another${legal === undefined ? '' : `; ${connector.type} goes from ${legal}`}`;
}

function signalsWith(view: CollectorView, part: 'receivers' | 'exporters', connector: ComponentView): readonly string[] {
  const ids = [...view.config.pipelines].filter(([, pipeline]) => pipeline[part].includes(connector.id)).map(([id]) => typeOf(id));
  return [...new Set(ids)];
}

/** The pairs that a connector joins, undefined if they are not known. */
export function pairsOf(view: CollectorView, connector: ComponentView): readonly string[] | undefined {
  return view.programOf(connector)?.isCustom === true ? undefined : tryFindComponent('connectors', connector.type)?.facts.signals;
}
