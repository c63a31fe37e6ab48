import type { IConstruct } from 'constructs';

import { tryFindPlacement } from '../synth/placement';
import { placeOfHost, type ClusterName } from './cluster-host';
import type { Dial, NetworkMember } from './network-member';

/** Someone who dials: asked for what, once somebody wants to know. */
interface Dialler {
  readonly member: NetworkMember;
  readonly namespace: string;
  readonly dials: () => readonly Dial[];
}

/** Who is reached in a cluster, by which names, and who dials them. It only grows, as programs do. */
export class ClusterDirectory {
  private readonly members = new Map<string, NetworkMember>();
  private readonly diallers = new Map<string, Set<NetworkMember>>();
  private readonly namespaces = new Set<string>();
  private waiting: Dialler[] = [];

  /** Adds a namespace of the program. */
  public addNamespace(namespace: string): void {
    this.namespaces.add(namespace);
  }

  /** Adds pods under the names of their Services. */
  public addMember(member: NetworkMember): void {
    for (const name of member.services) for (const namespace of member.namespaces) this.members.set(keyOf({ name, namespace }), member);
  }

  /** Adds what somebody dials beside all that is known. It is looked at when it matters, and then once. */
  public addDials(member: NetworkMember, namespace: string, dials: () => readonly Dial[]): void {
    this.waiting.push({ member, namespace, dials });
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
  public diallersOf(name: ClusterName, port: number): readonly NetworkMember[] {
    this.settle();
    return [...(this.diallers.get(`${keyOf(name)}:${String(port)}`) ?? [])];
  }

  private settle(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const { member, namespace, dials } of waiting) {
      for (const dial of attempt(dials)) {
        if (dial.to !== 'host' || dial.port === undefined) continue;
        const place = this.placeOf(dial.host, namespace);
        if (typeof place === 'string') continue;
        const key = `${keyOf(place)}:${String(dial.port)}`;
        this.diallers.set(key, (this.diallers.get(key) ?? new Set()).add(member));
      }
    }
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

const directories = new WeakMap<IConstruct, Map<string, ClusterDirectory>>();

/** The directory of the cluster that a construct is on; undefined outside of any site. */
export function tryFindDirectory(construct: IConstruct): ClusterDirectory | undefined {
  const cluster = tryFindPlacement(construct)?.cluster.name;
  if (cluster === undefined) return undefined;
  const { root } = construct.node;
  const known = directories.get(root) ?? new Map<string, ClusterDirectory>();
  directories.set(root, known);
  const made = known.get(cluster) ?? new ClusterDirectory();
  known.set(cluster, made);
  return made;
}
