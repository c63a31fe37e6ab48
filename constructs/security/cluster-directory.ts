import type { IConstruct } from 'constructs';

import { tryFindPlacement } from '../synth/placement';
import type { Rendering } from '../synth/rendering';
import { sharedIn } from '../synth/shared';
import { placeOfHost, type ClusterName } from './cluster-host';
import type { Dial, NetworkMember } from './network-member';

/** Something in pods that dials: where to is asked for when somebody needs it. */
export interface Dialling {
  dials(rendering: Rendering): readonly Dial[];
}

/** Someone who dials. */
interface Dialler {
  readonly member: NetworkMember;
  readonly namespace: string;
  readonly dialling: Dialling;
}

/** Who is reached in a cluster, by which names, and who dials them. It only grows, as programs do. */
export class ClusterDirectory {
  private readonly members = new Map<string, NetworkMember>();
  private readonly namespaces = new Set<string>();
  private readonly diallers: Dialler[] = [];

  /** Adds a namespace of the program. */
  public addNamespace(namespace: string): void {
    this.namespaces.add(namespace);
  }

  /** Adds pods under the names of their Services. */
  public addMember(member: NetworkMember): void {
    for (const name of member.services) for (const namespace of member.namespaces) this.members.set(keyOf({ name, namespace }), member);
  }

  /** Adds what somebody dials beside all that is known. */
  public addDials(member: NetworkMember, namespace: string, dialling: Dialling): void {
    this.diallers.push({ member, namespace, dialling });
  }

  /** Where a host is, seen from a namespace. */
  public placeOf(host: string, namespace: string): ReturnType<typeof placeOfHost> {
    return placeOfHost(host, namespace, (name) => this.namespaces.has(name));
  }

  /** The pods of this program behind a name. */
  public tryFindMember(name: ClusterName): NetworkMember | undefined {
    return this.members.get(keyOf(name));
  }

  /** Who dials a name at a port. */
  public diallersOf(name: ClusterName, port: number, rendering: Rendering): readonly NetworkMember[] {
    const diallers = rendering.once(this, 'diallers', () => this.diallersByPlace(rendering));
    return [...(diallers.get(`${keyOf(name)}:${String(port)}`) ?? [])];
  }

  private diallersByPlace(rendering: Rendering): ReadonlyMap<string, ReadonlySet<NetworkMember>> {
    const found = new Map<string, Set<NetworkMember>>();
    for (const { member, namespace, dialling } of this.diallers) {
      for (const dial of attempt(() => dialling.dials(rendering))) {
        if (dial.to !== 'host' || dial.port === undefined) continue;
        const place = this.placeOf(dial.host, namespace);
        if (typeof place === 'string') continue;
        const key = `${keyOf(place)}:${String(dial.port)}`;
        found.set(key, (found.get(key) ?? new Set()).add(member));
      }
    }
    return found;
  }
}

/** A component of somebody else that throws is found where it is rendered. */
function attempt(dials: () => readonly Dial[]): readonly Dial[] {
  try {
    return dials();
  } catch {
    return [];
  }
}

function keyOf({ name, namespace }: ClusterName): string {
  return `${name}.${namespace}`;
}

/** The directory of the cluster that a construct is on; undefined outside of any site. */
export function tryFindDirectory(construct: IConstruct): ClusterDirectory | undefined {
  const cluster = tryFindPlacement(construct)?.cluster.name;
  if (cluster === undefined) return undefined;
  const known = sharedIn(construct, 'cluster-directories', () => new Map<string, ClusterDirectory>());
  const made = known.get(cluster) ?? new ClusterDirectory();
  known.set(cluster, made);
  return made;
}
