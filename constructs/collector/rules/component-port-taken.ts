import { defineRule, type Fault } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { metricsPorts, runningComponents } from './view/open-ports';

/** Two components do not listen on one port. Otherwise the collector does not start. */
export const componentPortTaken = defineRule({
  id: 'component/port-taken',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'two components of a collector listen on one port',
  check: (view) => {
    const owners = new Map(metricsPorts(view.config).map((port) => [`TCP ${String(port)}`, "the collector's own metrics"]));
    const running = runningComponents(view.config);
    const components = view.components.filter(({ part, id }) => running.has(`${part}.${id}`));
    const extensionsFirst = [...components].sort((a, b) => Number(b.part === 'extensions') - Number(a.part === 'extensions'));
    return extensionsFirst.flatMap((component) =>
      view.portsOf(component).flatMap(({ location, port, transport }): Fault[] => {
        // The kernel chooses a free port.
        if (port === 0) return [];
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
