import { defineRule, type Fault } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import type { CollectorView, ComponentView } from './view/collector-view';
import { typeOf } from './view/config-view';
import { pairsOf } from './view/connector-pairs';

/** A connector needs a pipeline on both sides. Each signal on one side needs a signal on the other side that it can be joined with. */
export const connectorSignals = defineRule({
  id: 'connector/signals',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a connector joins pipelines that do not go together, or only one',
  check: (view) =>
    view.in('connectors').flatMap((connector) => {
      const ins = signalsWith(view, 'exporters', connector);
      const outs = signalsWith(view, 'receivers', connector);
      if (ins.length === 0 && outs.length === 0) return [];
      const pairs = pairsOf(view, connector);
      const joins = (from: string, to: string): boolean => pairs === undefined || pairs.includes(`${from}_to_${to}`);
      const lonely = (signals: readonly string[], has: (signal: string) => boolean, way: string): Fault[] =>
        signals
          .filter((signal) => !has(signal))
          .map((signal) => ({
            location: connector.location,
            message: `${connector.id} ${way} ${signal}, and ${otherSide(way)}`,
            fix: fixOf(connector, pairs),
          }));
      return [
        ...lonely(ins, (from) => outs.some((to) => joins(from, to)), 'takes'),
        ...lonely(outs, (to) => ins.some((from) => joins(from, to)), 'gives'),
      ];
    }),
});

function otherSide(way: string): string {
  return way === 'takes' ? 'no pipeline receives from it what it makes of them' : 'no pipeline exports to it what it makes them of';
}

function fixOf(connector: ComponentView, pairs: readonly string[] | undefined): string {
  const legal = pairs?.map((pair) => pair.replace('_to_', ' to ')).join(', ');
  return `.export(connector) in one pipeline and .receive(connector) in another${legal === undefined ? '' : `; ${connector.type} goes from ${legal}`}`;
}

function signalsWith(view: CollectorView, part: 'receivers' | 'exporters', connector: ComponentView): readonly string[] {
  const ids = [...view.config.pipelines].filter(([, pipeline]) => pipeline[part].includes(connector.id)).map(([id]) => typeOf(id));
  return [...new Set(ids)];
}
