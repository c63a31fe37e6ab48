import type { KubeObject, ObjectName } from '../cluster/kube-object';

/** All objects of a kind in a namespace, or why they are not known. */
export type Seen = readonly KubeObject[] | Unseen;

/** Why an object is not known: the user may not look, or the cluster does not serve its kind. */
export type Unseen = 'hidden' | 'unknown-kind';

/** A part of a cluster at one moment, as far as it matters to a site. */
export class SiteSnapshot {
  private readonly seen = new Map<string, Seen>();

  /** @param context the context that it was looked at by */
  public constructor(public readonly context: string) {}

  /** Remembers what a look gave: a kind in a namespace, or one name of it. */
  public remember(where: Omit<ObjectName, 'name'> & { readonly name?: string }, seen: Seen): this {
    this.seen.set(keyOf(where), seen);
    return this;
  }

  /** All objects of a kind in a namespace; none if they are not known. */
  public list(apiVersion: string, kind: string, namespace: string): readonly KubeObject[] {
    const seen = this.seen.get(keyOf({ apiVersion, kind, namespace }));
    return typeof seen === 'object' ? seen : [];
  }

  /** One object, undefined if it is not there. */
  public find(name: ObjectName): KubeObject | Unseen | undefined {
    const { name: own, ...kind } = name;
    const seen = this.seen.get(keyOf(name)) ?? this.seen.get(keyOf(kind)) ?? 'hidden';
    return typeof seen === 'object' ? seen.find(({ metadata }) => metadata.name === own) : seen;
  }

  /** One object, undefined if it is not there or not known. */
  public tryFind(name: ObjectName): KubeObject | undefined {
    const found = this.find(name);
    return typeof found === 'object' ? found : undefined;
  }

  /** Every object that was seen, once. */
  public all(): readonly KubeObject[] {
    return [...this.seen.values()].flatMap((seen) => (typeof seen === 'object' ? seen : []));
  }

  /** Kinds that the user may not look at. */
  public hidden(): readonly string[] {
    const kinds = [...this.seen].flatMap(([key, seen]) => (seen === 'hidden' ? [key.split('\n')[1] ?? ''] : []));
    return [...new Set(kinds)].sort();
  }
}

function keyOf({ apiVersion, kind, namespace = '', name = '' }: Omit<ObjectName, 'name'> & { readonly name?: string }): string {
  return [apiVersion, kind, namespace, name].join('\n');
}
