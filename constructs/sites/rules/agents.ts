import { INJECT_ANNOTATION } from '../../collector/pods/sidecar';
import { agentRequests, isInstrumentation, type AgentRequest } from '../../security/agents';
import type { Fields, PodParts } from '../../security/pod-parts';
import { podsOf } from '../../security/pods-of';
import type { LocatedFinding } from '../../synth/finding';
import { groupKind } from '../../synth/phase';
import { record } from '../../synth/record';
import type { ManifestJson } from '../../synth/schema';
import { AskedFor, namespaceKey, namespaceOf } from '../namespaces/asked-for';
import type { NetworkRule } from './network-rule';

/** Something that asks for agents, and where it is. */
interface Asking {
  readonly requests: readonly AgentRequest[];
  readonly path: string;
  /** Where its annotations stand. */
  readonly at: string;
  readonly cluster: string;
  /** Namespace of the pods. */
  readonly own: string;
  /** Whether nothing but the program itself can be on localhost, unless its namespace asks for a sidecar. */
  readonly isAlone: boolean;
}

/** An `Instrumentation`, as far as it matters here. */
interface Known {
  /** Whether its agents send to localhost. */
  readonly isLocal: boolean;
}

/**
 * A pod that asks for an agent which is not there starts without one. Agents that send to a sidecar which is not there send to nobody.
 */
export function agentsOfPods(): NetworkRule {
  const instrumentations = new AskedFor<Known>();
  /** Sidecars that namespaces ask for, for all of their pods. */
  const sidecars = new Map<string, string>();
  const known = new Set<string>();
  const askings: Asking[] = [];
  return {
    see: ({ json, cluster, path, placement }) => {
      const { name, namespace = '', annotations = {} } = json.metadata;
      if (isInstrumentation(json.apiVersion, json.kind)) instrumentations.add(cluster, namespace, name, { isLocal: isLocal(json) });
      // Outside of any site others may have put what is asked for; of sites that were not asked for, Skupper's objects alone are shown.
      if (placement === undefined || json.apiVersion.startsWith('skupper.io/')) return;
      known.add(namespaceKey(cluster, namespace));
      const ask = (at: string, own: string, fields: Fields, isAlone: boolean): void => {
        const requests = agentRequests(fields);
        if (requests.length > 0) askings.push({ requests, path, at, cluster, own, isAlone });
      };
      if (groupKind(json.apiVersion, json.kind) === 'Namespace') {
        const sidecar = annotations[INJECT_ANNOTATION];
        if (sidecar !== undefined) sidecars.set(namespaceKey(cluster, name), sidecar);
        ask('metadata.annotations', name, annotations, false);
      }
      for (const pod of podsOf(json)) ask(pod.annotations.at, namespace, pod.annotations.fields, isAlone(pod));
    },
    findings: () =>
      askings.flatMap(({ requests, path, at, cluster, own, isAlone: alone }) =>
        requests.flatMap(({ annotation, value }): LocatedFinding[] => {
          const place = namespaceOf(value, own);
          // Nor is it known what others put into namespaces that no site has.
          if (place !== own && !known.has(namespaceKey(cluster, place))) return [];
          const location = `${at}.${annotation}`;
          const fault = instrumentations.faultOf(cluster, own, value);
          if (fault !== undefined) return [missing(path, location, value, fault)];
          const sidecar = sidecars.get(namespaceKey(cluster, own)) ?? 'false';
          return instrumentations.tryFind(cluster, own, value)?.isLocal === true && alone && sidecar === 'false'
            ? [withoutSidecar(path, location)]
            : [];
        }),
      ),
  };
}

function missing(path: string, location: string, value: string, fault: string): LocatedFinding {
  return {
    rule: 'instrumentation/missing',
    path,
    location,
    message: `asks for the Instrumentation ${JSON.stringify(value)}, but ${fault}`,
    fix: 'make an AutoInstrumentation on this cluster, and let agents.instrument(workload, language) write the annotation',
  };
}

function withoutSidecar(path: string, location: string): LocatedFinding {
  return {
    rule: 'instrumentation/no-sidecar',
    path,
    location,
    message: 'its agent sends to localhost, where the pod has no sidecar: nobody takes the telemetry',
    fix: 'let agents.instrument(workload, language) write the annotation, which gives the pod the sidecar too, or inject it: injectSidecar(workload, collector)',
  };
}

function isLocal(json: ManifestJson): boolean {
  const { endpoint } = record(record(json['spec'])['exporter']);
  return typeof endpoint === 'string' && /^https?:\/\/(localhost|127\.[\d.]+|\[::1\])(:|\/|$)/.test(endpoint);
}

/** With one container there is nobody to send to: a collector among several is for whoever wrote it to know. */
function isAlone({ annotations, containers }: PodParts): boolean {
  const asked = annotations.fields[INJECT_ANNOTATION];
  const beside = containers.filter(({ fields }) => fields['restartPolicy'] === 'Always').length;
  const own = containers.filter(({ at }) => /\.containers\.\d+$/.test(at)).length;
  return (asked === undefined || asked === 'false') && own === 1 && beside === 0;
}
