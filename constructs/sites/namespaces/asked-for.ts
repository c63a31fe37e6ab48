/**
 * Objects that pods ask for by an annotation: `true` is the one of their namespace, anything else a name, with its namespace
 * (`namespace/name`) if that is another one.
 */
export class AskedFor<T> {
  private readonly byNamespace = new Map<string, Map<string, T>>();

  /** Adds an object. @param cluster cluster of the object */
  public add(cluster: string, namespace: string, name: string, object: T): void {
    const key = namespaceKey(cluster, namespace);
    const known = this.byNamespace.get(key) ?? new Map<string, T>();
    this.byNamespace.set(key, known.set(name, object));
  }

  /** What a pod of a namespace asks for; undefined if it is not known, or `true` could be several. */
  public tryFind(cluster: string, namespace: string, value: string): T | undefined {
    const objects = this.in(cluster, namespaceOf(value, namespace));
    if (value !== 'true') return objects.get(nameOf(value));
    const [only, another] = objects.values();
    return another === undefined ? only : undefined;
  }

  /** What is wrong with asking for it in a namespace, in words; undefined if it is there. */
  public faultOf(cluster: string, namespace: string, value: string): string | undefined {
    const place = namespaceOf(value, namespace);
    const objects = this.in(cluster, place);
    if (value !== 'true') return objects.has(nameOf(value)) ? undefined : `the namespace ${place} has none of that name`;
    if (objects.size === 1) return undefined;
    return `the namespace ${place} has ${String(objects.size)} of them, and "true" wants exactly one`;
  }

  /** The objects of a namespace, by name. */
  public in(cluster: string, namespace: string): ReadonlyMap<string, T> {
    return this.byNamespace.get(namespaceKey(cluster, namespace)) ?? NONE;
  }
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** The namespace in which what is asked for has to be. @param own that of the pod */
export function namespaceOf(value: string, own: string): string {
  return value.includes('/') ? (value.split('/', 1)[0] ?? '') : own;
}

function nameOf(value: string): string {
  return value.slice(value.indexOf('/') + 1);
}

/** A namespace of a cluster as one text. */
export function namespaceKey(cluster: string, namespace: string): string {
  return `${cluster}\n${namespace}`;
}
