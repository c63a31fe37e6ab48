import type { FindingOptions } from '../../synth/finding';
import { isEveryInterface } from '../connections/listeners';
import type { CollectorView, ComponentView } from './collector-view';

/** Two listeners on one port: the collector would not start. */
export function portTaken(view: CollectorView): FindingOptions[] {
  const owners = new Map([['TCP 8888', "the collector's own metrics"]]);
  const extensionsFirst = [...inUse(view)].sort((a, b) => Number(b.part === 'extensions') - Number(a.part === 'extensions'));
  return extensionsFirst.flatMap((component) =>
    view.portsOf(component).flatMap(({ location, port, transport }): FindingOptions[] => {
      const key = `${transport} ${String(port)}`;
      const owner = owners.get(key);
      owners.set(key, owner ?? component.id);
      if (owner === undefined) return [];
      return [
        {
          rule: 'component/port-taken',
          location: `${component.location}.${location}`,
          message: `${component.id} listens on ${key}, which ${owner} has already`,
          fix: 'give one of them another port',
        },
      ];
    }),
  );
}

/** A sidecar serves the containers of its own pod: whoever else reaches its receivers sends telemetry in the pod's name. */
export function sidecarOnEveryInterface(view: CollectorView): FindingOptions[] {
  if (!view.isSidecar) return [];
  return view.in('receivers').flatMap((component) =>
    view
      .portsOf(component)
      .filter(({ host }) => isEveryInterface(host))
      .map(({ location, port }) => ({
        rule: 'receiver/sidecar-on-every-interface',
        location: `${component.location}.${location}`,
        message: `${component.id} of a sidecar listens on port ${String(port)} of all interfaces, for every pod that can reach this one`,
        fix: `listen on localhost:${String(port)}`,
      })),
  );
}

/** The network policy that the operator makes names every port as TCP, and so shuts UDP receivers off. */
export function udpBehindOperatorPolicy(view: CollectorView): FindingOptions[] {
  if (!view.hasOperatorPolicy) return [];
  return view.in('receivers').flatMap((component) =>
    view
      .portsOf(component)
      .filter(({ transport }) => transport === 'UDP')
      .map(({ location, port }) => ({
        rule: 'receiver/udp-policy',
        location: `${component.location}.${location}`,
        message: `${component.id} listens on UDP ${String(port)}, and the network policy of the operator lets only TCP in`,
        fix: 'switch the policy of the operator off: spec.networkPolicy.enabled: false, which collectors do by themselves',
      })),
  );
}

/** Components that run: those that a pipeline names, and extensions that are switched on. */
function inUse(view: CollectorView): readonly ComponentView[] {
  const pipelines = [...view.config.pipelines.values()];
  const used = new Set([
    ...pipelines.flatMap(({ receivers }) => receivers.map((id) => `receivers.${id}`)),
    ...pipelines.flatMap(({ exporters }) => exporters.map((id) => `exporters.${id}`)),
    ...view.config.enabledExtensions.map((id) => `extensions.${id}`),
  ]);
  return view.components.filter(({ part, id }) => used.has(`${part}.${id}`));
}
