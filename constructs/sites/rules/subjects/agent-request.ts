import { INJECT_ANNOTATION } from '../../../collector/pods/sidecar';
import { agentRequests, isInstrumentation, type AgentRequest } from '../../../security/agents';
import type { Fields, PodParts } from '../../../security/pod-parts';
import { podsOf } from '../../../security/pods-of';
import { groupKind } from '../../../synth/phase';
import { record } from '../../../synth/record';
import type { ManifestJson } from '../../../synth/schema';
import { AskedFor, namespaceKey, namespaceOf } from '../../namespaces/asked-for';
import { CollectedSubject, type Collection } from './collected-subject';

/** Request of a pod or a namespace for an agent. */
export interface RequestedAgent {
  readonly path: string;
  /** The annotation that requests it. */
  readonly location: string;
  /** Value of the annotation: the name of an `Instrumentation`, or a word for the only one of the namespace. */
  readonly instrumentation: string;
  /** Why the `Instrumentation` is not available; undefined if it is. */
  readonly missing: string | undefined;
  /** Whether the agent sends to localhost, and the pod has no container that receives. */
  readonly lacksSidecar: boolean;
}

/** A request for an agent. */
export const AGENT_REQUEST = new CollectedSubject<RequestedAgent>('request for an agent', requestedAgents);

/** Annotations that request agents, and the pods that they are for. */
interface Requests {
  readonly requests: readonly AgentRequest[];
  readonly path: string;
  /** Location of the annotations. */
  readonly at: string;
  readonly cluster: string;
  /** Namespace of the pods. */
  readonly own: string;
  /** Whether only the program itself can be on localhost, unless the namespace requests a sidecar. */
  readonly isAlone: boolean;
}

/** Facts about an `Instrumentation`. */
interface Known {
  /** Whether its agents send to localhost. */
  readonly isLocal: boolean;
}

function requestedAgents(): Collection<RequestedAgent> {
  const instrumentations = new AskedFor<Known>();
  /** Sidecars that namespaces request for all of their pods. */
  const sidecars = new Map<string, string>();
  const known = new Set<string>();
  const all: Requests[] = [];
  return {
    see: ({ json, cluster, path, placement }) => {
      const { name, namespace = '', annotations = {} } = json.metadata;
      if (isInstrumentation(json.apiVersion, json.kind)) instrumentations.add(cluster, namespace, name, { isLocal: isLocal(json) });
      // Other programs may create the Instrumentation outside of sites. Of sites that are not synthesized, only Skupper's objects are shown.
      if (placement === undefined || json.apiVersion.startsWith('skupper.io/')) return;
      known.add(namespaceKey(cluster, namespace));
      const add = (at: string, own: string, fields: Fields, alone: boolean): void => {
        const requests = agentRequests(fields);
        if (requests.length > 0) all.push({ requests, path, at, cluster, own, isAlone: alone });
      };
      if (groupKind(json.apiVersion, json.kind) === 'Namespace') {
        const sidecar = annotations[INJECT_ANNOTATION];
        if (sidecar !== undefined) sidecars.set(namespaceKey(cluster, name), sidecar);
        add('metadata.annotations', name, annotations, false);
      }
      for (const pod of podsOf(json)) add(pod.annotations.at, namespace, pod.annotations.fields, isAlone(pod));
    },
    facts: () =>
      all.flatMap(({ requests, path, at, cluster, own, isAlone: alone }) =>
        requests.flatMap(({ annotation, value }): RequestedAgent[] => {
          const place = namespaceOf(value, own);
          // Other programs may create objects in namespaces that no site has.
          if (place !== own && !known.has(namespaceKey(cluster, place))) return [];
          const sidecar = sidecars.get(namespaceKey(cluster, own)) ?? 'false';
          const isLocalAgent = instrumentations.tryFind(cluster, own, value)?.isLocal === true;
          return [
            {
              path,
              location: `${at}.${annotation}`,
              instrumentation: value,
              missing: instrumentations.faultOf(cluster, own, value),
              lacksSidecar: isLocalAgent && alone && sidecar === 'false',
            },
          ];
        }),
      ),
  };
}

function isLocal(json: ManifestJson): boolean {
  const { endpoint } = record(record(json['spec'])['exporter']);
  return typeof endpoint === 'string' && /^https?:\/\/(localhost|127\.[\d.]+|\[::1\])(:|\/|$)/.test(endpoint);
}

/** Whether a pod has one container and no sidecar. One of several containers may be a collector. */
function isAlone({ annotations, containers }: PodParts): boolean {
  const asked = annotations.fields[INJECT_ANNOTATION];
  const beside = containers.filter(({ fields }) => fields['restartPolicy'] === 'Always').length;
  const own = containers.filter(({ at }) => /\.containers\.\d+$/.test(at)).length;
  return (asked === undefined || asked === 'false') && own === 1 && beside === 0;
}
