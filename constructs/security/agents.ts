import { groupKind } from '../synth/phase';
import { record } from '../synth/record';
import type { ManifestJson } from '../synth/schema';
import type { Fields, PodPart, PodParts } from './pod-parts';

/** What annotations for agents begin with. */
export const AGENT_PREFIX = 'instrumentation.opentelemetry.io/';
/** The annotation that names the containers for all agents of a pod. */
export const ALL_CONTAINERS = `${AGENT_PREFIX}container-names`;

const REQUEST = /^instrumentation\.opentelemetry\.io\/inject-(java|nodejs|python|dotnet|go|apache-httpd|nginx|sdk)$/;

/** A request for an agent by an annotation. */
export interface AgentRequest {
  readonly annotation: string;
  /** The operator's name for what is asked for: a language, a server, or `sdk`. */
  readonly agent: string;
  /** Name of the `Instrumentation`, with its namespace if that is another one, or `true` for the one of the namespace. */
  readonly value: string;
}

/** The annotation that asks for an agent. */
export function injectAnnotation(agent: string): string {
  return `${AGENT_PREFIX}inject-${agent}`;
}

/** The annotation that names the containers for an agent. */
export function containersAnnotation(agent: string): string {
  return agent === 'nginx' ? `${AGENT_PREFIX}inject-nginx-container-names` : `${AGENT_PREFIX}${agent}-container-names`;
}

/**
 * The agents that annotations of a pod ask for.
 *
 * @param inherited annotations of its namespace: they count where the pod has none, or leaves the choice to it by `true`
 */
export function agentRequests(own: Fields, inherited: Fields = {}): readonly AgentRequest[] {
  return Object.keys({ ...inherited, ...own }).flatMap((annotation) => {
    const agent = REQUEST.exec(annotation)?.[1];
    if (agent === undefined) return [];
    const [here, above] = [textOf(own[annotation]), textOf(inherited[annotation])];
    const isLeft = here === '' || (isWord(here, 'true') && above !== '' && !isWord(above, 'false'));
    const value = isLeft ? above : here;
    return value === '' || isWord(value, 'false') ? [] : [{ annotation, agent, value: isWord(value, 'true') ? 'true' : value }];
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isWord(value: string, word: string): boolean {
  return value.toLowerCase() === word;
}

/** Whether objects of a kind say which agents there are. */
export function isInstrumentation(apiVersion: string, kind: string): boolean {
  return groupKind(apiVersion, kind) === 'Instrumentation.opentelemetry.io';
}

/** Images that an `Instrumentation` names. */
export function agentImages(json: ManifestJson): readonly string[] {
  const images = Object.values(record(json['spec'])).map((field) => record(field)['image']);
  return images.filter((image) => typeof image === 'string');
}

/** As the operator has it where nobody says otherwise: eBPF needs the kernel. */
const GO_SECURITY = { privileged: true, runAsUser: 0 };

/**
 * What the operator adds to a pod for an agent: for Go a container with files of the node, for the others init containers, which have
 * the security context of the application where the `Instrumentation` has none.
 *
 * @param json the `Instrumentation`, undefined if it is not known
 * @param at what stands before the names of its fields
 */
export function agentParts(agent: string, json: ManifestJson | undefined, at: string): Pick<PodParts, 'containers' | 'volumes'> {
  const spec = record(json?.['spec']);
  const part = (field: string, fields: Fields): PodPart => ({ at: `${at}spec.${field}`, fields });
  if (agent === 'go') {
    const { securityContext = GO_SECURITY } = record(spec['go']);
    return {
      containers: [part('go', { securityContext })],
      volumes: [part('go', { name: 'kernel-debug', hostPath: { path: '/sys/kernel/debug' } })],
    };
  }
  const securityContext = spec['initContainerSecurityContext'];
  if (securityContext === undefined || agent === 'sdk') return { containers: [], volumes: [] };
  // The standards call the field of a container `securityContext`, whatever it is called here.
  return { containers: [part('initContainerSecurityContext', { securityContext })], volumes: [] };
}
