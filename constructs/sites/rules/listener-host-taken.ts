import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { OBJECT_NAMES, type ObjectNames } from './subjects/object-names';

/** Skupper creates a Service with the name of a listener's host. If the namespace has this Service already, the listener never gets ready. */
export const listenerHostTaken = defineRule({
  id: 'listener/host-taken',
  severity: 'error',
  subject: OBJECT_NAMES,
  docs: "the namespace has a Service of the listener's name already",
  check: (names) => [...takenHosts(names), ...takenAddresses(names), ...circles(names)],
});

function takenHosts({ listeners, own, created }: ObjectNames): readonly LocatedFault[] {
  const services = new Map(created);
  for (const { place, path } of own) services.set(place, path);
  return listeners.flatMap(({ place, path, name }): LocatedFault[] => {
    const owner = services.get(place);
    services.set(place, owner ?? path);
    if (owner === undefined) return [];
    return [
      {
        path,
        location: 'spec.host',
        message: `the namespace has a Service ${name} already, from ${owner}`,
        fix: 'choose another name for the address: expose(…, { address })',
      },
    ];
  });
}

/** Faults for addresses with the name of a Service that an operator creates. */
function takenAddresses({ addresses, created }: ObjectNames): readonly LocatedFault[] {
  const found = new Map<string, LocatedFault>();
  for (const { place, path, name } of addresses) {
    const owner = created.get(place);
    if (owner === undefined) continue;
    found.set(`${path} ${name}`, {
      path,
      location: `expose(${name})`,
      message: `Skupper makes a Service ${name} in every site, and an operator makes one for ${owner}`,
      fix: 'choose another name for the address: expose(…, { address })',
    });
  }
  return [...found.values()];
}

/** Faults for connectors that dial the Service of a listener: the router would connect to itself. */
function circles({ dialled, listeners }: ObjectNames): readonly LocatedFault[] {
  const made = new Map(listeners.map(({ place, path }) => [place, path]));
  return dialled.flatMap(({ place, path, name }): LocatedFault[] => {
    const listener = made.get(place);
    if (listener === undefined) return [];
    const message = `the connector dials the Service ${name}, which Skupper makes for ${listener}: the router would connect to itself`;
    return [{ path, location: 'spec.host', message, fix: 'dial the Service that is meant, by a name that no address has' }];
  });
}
