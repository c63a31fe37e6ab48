import type { ServedPort } from '../../security/network-member';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { Admission } from './outside-access/admission';
import { tryReadCollector, type CollectorPods } from './outside-access/collector-pods';
import { entrancesOf, type Entrance, type Visitors } from './outside-access/entrance';
import { ServicePorts } from './outside-access/service-ports';
import { CLUSTER } from './subjects/cluster';

/** Traffic that the program leads to a collector from outside is let in by the network policies of the collector. */
export const networkPolicyOutsideAccess = defineRule({
  id: 'network-policy/outside-access',
  severity: 'warning',
  subject: CLUSTER,
  docs: 'an Ingress, a route or a Service leads to a collector whose network policies close the port',
  check: () => {
    const admission = new Admission();
    const services = new ServicePorts();
    const collectors: CollectorPods[] = [];
    const entrances: Entrance[] = [];
    return {
      see: (entry) => {
        admission.see(entry);
        services.see(entry);
        entrances.push(...entrancesOf(entry));
        const collector = tryReadCollector(entry);
        if (collector !== undefined) collectors.push(collector);
      },
      findings: () =>
        collectors.flatMap((collector) => {
          const closed = new Map<string, Closed>();
          const look = (entrance: Way, arrivals: readonly (readonly ServedPort[])[]): void => {
            for (const ports of arrivals) {
              const isAdmitted = ports.some((one) => admission.admits(collector, one, entrance.visitors));
              if (!isAdmitted) for (const one of ports) noteClosed(closed, entrance, one);
            }
          };
          for (const entrance of entrances) look(entrance, services.arrivalsAt(entrance, collector));
          if (collector.hasIngress) look(ingressOf(collector), receiverPorts(collector));
          return [...closed.values()].map((one) => faultOf(collector, one));
        }),
    };
  },
});

/** The parts of an entrance that a finding names. */
type Way = Pick<Entrance, 'path' | 'location' | 'what' | 'visitors'>;

/** Closed ports of an entrance, for one audience. */
interface Closed {
  readonly way: Way;
  readonly audience: ServedPort['audience'];
  readonly ports: Set<number>;
}

function noteClosed(closed: Map<string, Closed>, way: Way, { port, audience }: ServedPort): void {
  const key = `${way.path}\n${audience}`;
  const known = closed.get(key) ?? { way, audience, ports: new Set() };
  known.ports.add(port);
  closed.set(key, known);
}

function receiverPorts({ serves }: CollectorPods): readonly (readonly ServedPort[])[] {
  return serves.filter(({ audience }) => audience === 'senders').map((served) => [served]);
}

/** The Ingress or route that the operator creates. */
function ingressOf({ path }: CollectorPods): Way {
  return { path, location: 'spec.ingress', what: 'spec.ingress', visitors: 'controllers' };
}

const VISITORS: Readonly<Record<Visitors, string>> = {
  controllers: 'ingress controllers',
  outside: 'addresses outside of the cluster',
};

/** Options of a collector that open its ports, by whom the ports are for. */
const OPTIONS: Readonly<Record<ServedPort['audience'], string | undefined>> = {
  senders: 'senders',
  viewers: 'viewers',
  cluster: undefined,
  anybody: undefined,
};

function faultOf({ name }: CollectorPods, { way, audience, ports }: Closed): LocatedFault {
  const { path, location, what, visitors } = way;
  const option = OPTIONS[audience];
  const value = visitors === 'outside' ? 'anybody' : 'cluster';
  const policy = 'a NetworkPolicy that lets them in';
  const list = `${ports.size === 1 ? 'port' : 'ports'} ${[...ports].join(', ')}`;
  return {
    path,
    location,
    message: `${what} leads to ${list} of the collector ${name}, which its network policies close to ${VISITORS[visitors]}`,
    fix: option === undefined ? `Add ${policy}.` : `Set ${option}: '${value}' for the collector ${name}, or add ${policy}.`,
  };
}
