import { INJECT_ANNOTATION } from '../../collector/pods/sidecar';
import { agentParts, agentRequests, isInstrumentation } from '../../security/agents';
import type { Fields, PodParts } from '../../security/pod-parts';
import { podSecurityFaults } from '../../security/pod-security';
import { isSidecar, sidecarParts } from '../../security/pods-of';
import { groupKind } from '../../synth/phase';
import type { ManifestJson } from '../../synth/schema';
import { AskedFor, namespaceOf } from './asked-for';

/** What is put into a pod. */
type Parts = Pick<PodParts, 'containers' | 'volumes'>;
/** What agents add: that for Go, and any other. */
type AgentsParts = Readonly<Record<'go' | 'other', Parts>>;

/** A pod with what is put into it. */
export interface InjectedPod {
  readonly pod: PodParts;
  /** Whether all that it asks for is known. */
  readonly isWhole: boolean;
}

/** What passes every level in every pod adds nothing that matters, and there may be ten thousand of it. */
const NOTHING: Parts = { containers: [], volumes: [] };

/** What any agent for Go adds, whatever its `Instrumentation` says. */
const UNKNOWN_GO: Parts = { containers: [], volumes: agentParts('go', undefined, 'agent: ').volumes };

/** What the OpenTelemetry operator puts into pods that ask for it, as far as the Pod Security Standards look at it: sidecars and agents. */
export class Injections {
  private readonly sidecars = new AskedFor<Parts>();
  private readonly agents = new AskedFor<AgentsParts>();
  /** Annotations of namespaces, which ask for all of their pods. */
  private readonly namespaces = new AskedFor<Fields>();

  /** Takes note of what may be asked for, and of namespaces that ask. @param cluster cluster of the object */
  public see(cluster: string, path: string, json: ManifestJson): void {
    const { name, namespace = '', annotations } = json.metadata;
    if (isSidecar(json)) this.sidecars.add(cluster, namespace, name, placed(`sidecar ${path}: `, sidecarParts(json)));
    if (isInstrumentation(json.apiVersion, json.kind)) {
      const partsOf = (agent: string): Parts => placed('', agentParts(agent, json, `agent ${path}: `));
      this.agents.add(cluster, namespace, name, { go: partsOf('go'), other: partsOf('java') });
    }
    if (annotations !== undefined && groupKind(json.apiVersion, json.kind) === 'Namespace' && asks(annotations))
      this.namespaces.add(cluster, '', name, annotations);
  }

  /** A pod with what is put into it in a namespace, as far as that is known. */
  public inject(cluster: string, namespace: string, pod: PodParts): InjectedPod {
    const { sidecar, agents } = this.requestsOf(cluster, namespace, pod);
    const wanted = [
      ...(sidecar === undefined ? [] : [{ known: this.sidecars.tryFind(cluster, namespace, sidecar), otherwise: NOTHING }]),
      ...agents.map(({ agent, value }) => {
        const kind = agent === 'go' ? 'go' : 'other';
        const known = agent === 'sdk' ? NOTHING : this.agents.tryFind(cluster, namespace, value)?.[kind];
        return { known, otherwise: agent === 'go' ? UNKNOWN_GO : NOTHING };
      }),
    ];
    const isWhole = wanted.every(({ known }) => known !== undefined);
    const parts = wanted.map(({ known, otherwise }) => known ?? otherwise).filter((part) => part !== NOTHING);
    if (parts.length === 0) return { pod, isWhole };
    const containers = [...pod.containers, ...parts.flatMap((part) => part.containers)];
    const volumes = [...pod.volumes, ...parts.flatMap((part) => part.volumes)];
    return { pod: { ...pod, containers, volumes }, isWhole };
  }

  /** The namespaces in which what a pod asks for has to be. */
  public placesOf(cluster: string, namespace: string, pod: PodParts): readonly string[] {
    const { sidecar, agents } = this.requestsOf(cluster, namespace, pod);
    const values = [...(sidecar === undefined ? [] : [sidecar]), ...agents.map(({ value }) => value)];
    return values.map((value) => namespaceOf(value, namespace));
  }

  private requestsOf(
    cluster: string,
    namespace: string,
    { annotations: { fields } }: PodParts,
  ): { readonly sidecar: string | undefined; readonly agents: ReturnType<typeof agentRequests> } {
    const inherited = this.namespaces.in(cluster, '').get(namespace) ?? {};
    const sidecar = fields[INJECT_ANNOTATION] ?? inherited[INJECT_ANNOTATION];
    return {
      sidecar: typeof sidecar === 'string' && sidecar !== 'false' ? sidecar : undefined,
      agents: agentRequests(fields, inherited),
    };
  }
}

/** Whether annotations ask for anything: most namespaces do not. */
function asks(annotations: Fields): boolean {
  return annotations[INJECT_ANNOTATION] !== undefined || agentRequests(annotations).length > 0;
}

/** Parts with a text before each field. */
function placed(before: string, parts: Parts): Parts {
  const part = (one: PodParts['volumes'][number]): typeof one => ({ ...one, at: `${before}${one.at}` });
  const own: Parts = { containers: parts.containers.map(part), volumes: parts.volumes.map(part) };
  const nowhere = { at: '', fields: {} };
  return podSecurityFaults({ ...own, spec: nowhere, context: nowhere, annotations: nowhere }).length === 0 ? NOTHING : own;
}
