import type { PodParts } from '../security/pod-parts';
import { podSecurityFaults } from '../security/pod-security';
import { isSidecar, sidecarParts } from '../security/pods-of';
import type { ManifestJson } from '../synth/schema';

/** What a sidecar adds to a pod. */
type Parts = Pick<PodParts, 'containers' | 'volumes'>;

/** A sidecar that passes every level in every pod adds nothing that matters, and there may be ten thousand of them. */
const NOTHING: Parts = { containers: [], volumes: [] };

/** The sidecars of namespaces, and what they add to pods, as far as the Pod Security Standards look at it. */
export class InjectedSidecars {
  private readonly byNamespace = new Map<string, Map<string, Parts>>();

  /** Takes note of an object if it is a sidecar. @param cluster cluster of the object */
  public see(cluster: string, path: string, json: ManifestJson): void {
    if (!isSidecar(json)) return;
    const key = keyOf(cluster, json.metadata.namespace ?? '');
    const known = this.byNamespace.get(key) ?? new Map<string, Parts>();
    this.byNamespace.set(key, known.set(json.metadata.name, placed(path, sidecarParts(json))));
  }

  /**
   * What is added to a pod of a namespace that asks for a sidecar; undefined if that is not known.
   *
   * @param value `true` for the one of the namespace, or a name, with its namespace if that is another one
   */
  public tryFind(cluster: string, namespace: string, value: string): Parts | undefined {
    if (value === 'true') {
      const [only, another] = this.byNamespace.get(keyOf(cluster, namespace))?.values() ?? [];
      return another === undefined ? only : undefined;
    }
    const [where, name] = value.includes('/') ? (value.split('/', 2) as [string, string]) : [namespace, value];
    return this.byNamespace.get(keyOf(cluster, where))?.get(name);
  }
}

/** A pod with what a sidecar adds to it. */
export function injectInto(pod: PodParts, { containers, volumes }: Parts): PodParts {
  return { ...pod, containers: [...pod.containers, ...containers], volumes: [...pod.volumes, ...volumes] };
}

/** Its parts, with the path of the sidecar before each field. */
function placed(path: string, parts: Parts): Parts {
  const part = (one: PodParts['volumes'][number]): typeof one => ({ ...one, at: `sidecar ${path}: ${one.at}` });
  const own: Parts = { containers: parts.containers.map(part), volumes: parts.volumes.map(part) };
  const nowhere = { at: '', fields: {} };
  return podSecurityFaults({ ...own, spec: nowhere, context: nowhere, annotations: nowhere }).length === 0 ? NOTHING : own;
}

function keyOf(cluster: string, namespace: string): string {
  return `${cluster}\n${namespace}`;
}
