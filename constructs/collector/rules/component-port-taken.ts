import { defineRule, type Fault } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import type { CollectorView, ComponentView } from './view/collector-view';

/** Two components do not listen on one port. Otherwise the collector does not start. */
export const componentPortTaken = defineRule({
  id: 'component/port-taken',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'two components of a collector listen on one port',
  check: (view) => {
    const owners = new Map([['TCP 8888', "the collector's own metrics"]]);
    const extensionsFirst = [...inUse(view)].sort((a, b) => Number(b.part === 'extensions') - Number(a.part === 'extensions'));
    return extensionsFirst.flatMap((component) =>
      view.portsOf(component).flatMap(({ location, port, transport }): Fault[] => {
        const key = `${transport} ${String(port)}`;
        const owner = owners.get(key);
        owners.set(key, owner ?? component.id);
        if (owner === undefined) return [];
        return [
          {
            location: `${component.location}.${location}`,
            message: `${component.id} listens on ${key}, which ${owner} has already`,
            fix: 'give one of them another port',
          },
        ];
      }),
    );
  },
});

/** Returns the components that run: those of the pipelines, and the enabled extensions. */
function inUse(view: CollectorView): readonly ComponentView[] {
  const pipelines = [...view.config.pipelines.values()];
  const used = new Set([
    ...pipelines.flatMap(({ receivers }) => receivers.map((id) => `receivers.${id}`)),
    ...pipelines.flatMap(({ exporters }) => exporters.map((id) => `exporters.${id}`)),
    ...view.config.enabledExtensions.map((id) => `extensions.${id}`),
  ]);
  return view.components.filter(({ part, id }) => used.has(`${part}.${id}`));
}
