import type { LabelSelector } from '../../../security/label-selector';
import { selects } from '../../../security/label-selector';
import type { ServedPort } from '../../../security/network-member';
import type { InventoryEntry } from '../../../synth/inventory';
import { record, records } from '../../../synth/record';
import type { CollectorPods } from './collector-pods';
import type { Entrance } from './entrance';
import { placeIn } from './place';

type PortOfPods = number | string;

/** A Service of the program. */
interface ProgramService {
  readonly selector: LabelSelector;
  readonly ports: readonly { readonly name: unknown; readonly port: unknown; readonly target: PortOfPods }[];
}

/** The Services of a cluster, and the ports of collectors that they lead to. */
export class ServicePorts {
  private readonly services = new Map<string, ProgramService>();

  public see({ json, cluster }: InventoryEntry): void {
    if (json.kind !== 'Service' || json.apiVersion !== 'v1') return;
    const { selector, ports } = record(json['spec']);
    const labels = record(selector) as Readonly<Record<string, string>>;
    if (Object.keys(labels).length === 0) return;
    this.services.set(`${placeIn(cluster, json.metadata.namespace)}\n${json.metadata.name}`, {
      selector: { matchLabels: labels },
      ports: records(ports).map(({ name, port, targetPort = port }) => ({ name, port, target: targetPort as PortOfPods })),
    });
  }

  /**
   * Returns the ports of a collector at which visitors of an entrance arrive. Each of them is a list: a port with a name can be one of
   * several.
   */
  public arrivalsAt(entrance: Entrance, collector: CollectorPods): readonly (readonly ServedPort[])[] {
    if (entrance.place !== collector.place) return [];
    return this.targetsOf(entrance, collector).map((target) => servedAt(collector, target));
  }

  private targetsOf({ place, service, port, isOfPods }: Entrance, collector: CollectorPods): readonly PortOfPods[] {
    const known = this.services.get(`${place}\n${service}`);
    if (known === undefined) return port !== undefined && collector.services.includes(service) ? [port] : [];
    if (!selects(known.selector, collector.labels)) return [];
    const isMeant = ({ name, port: own, target }: ProgramService['ports'][number]): boolean =>
      port === undefined || name === port || (isOfPods ? target : own) === port;
    return known.ports.filter(isMeant).map(({ target }) => target);
  }
}

function servedAt({ serves }: CollectorPods, target: PortOfPods): readonly ServedPort[] {
  if (typeof target === 'number') return serves.filter(({ port }) => port === target).slice(0, 1);
  const named = serves.filter(({ server }) => target.startsWith(nameOf(server)));
  return named.length > 0 ? named : serves;
}

/** The name of a component in the names of its ports, as the operator writes it. */
function nameOf(server: string): string {
  return server.slice(server.indexOf('.') + 1).replace(/[^A-Za-z0-9]/g, '-');
}
