import { agentRequests, ALL_CONTAINERS, containersAnnotation } from '../../security/agents';
import type { PodParts } from '../../security/pod-parts';
import { podsOf } from '../../security/pods-of';
import { defineRule, type Fault } from '../../synth/define-rule';
import { watchObjects } from './object-watch';
import { CLUSTER } from './subjects/cluster';

/** If the container of an agent is not clear, the operator puts no agent into the pod. Only its log shows this. */
export const instrumentationContainers = defineRule({
  id: 'instrumentation/containers',
  severity: 'error',
  subject: CLUSTER,
  docs: 'it is not clear which container of a pod gets which agent',
  check: () => watchObjects(({ json }) => podsOf(json).flatMap(faultsOf)),
});

function faultsOf(pod: PodParts): readonly Fault[] {
  const { at, fields } = pod.annotations;
  const everywhere = listOf(fields[ALL_CONTAINERS]);
  const targets = agentRequests(fields).map(({ agent, annotation }) => ({
    agent,
    location: `${at}.${annotation}`,
    containers: [...everywhere, ...listOf(fields[containersAnnotation(agent)])],
  }));
  const names = new Set(pod.containers.map(({ fields: container }) => container['name']));
  const taken = new Map<string, string>();
  return targets.flatMap(({ agent, location, containers }): readonly Fault[] => {
    const fault = (message: string): Fault => ({
      location,
      message,
      fix: 'give each agent its containers: agents.instrument(workload, language, { containers: [name] })',
    });
    if (containers.length === 0 && targets.length > 1)
      return [fault(`one of the ${String(targets.length)} agents of the pod, and does not say for which container`)];
    const wrong = containers.flatMap((name): readonly Fault[] => {
      const other = taken.get(name);
      taken.set(name, agent);
      if (other !== undefined) return [fault(`the container ${JSON.stringify(name)} gets two agents: ${other} and ${agent}`)];
      return names.has(name) ? [] : [fault(`the pod has no container ${JSON.stringify(name)}`)];
    });
    const isTooMuch = agent === 'go' && containers.length > 1;
    return [...wrong, ...(isTooMuch ? [fault('the agent for Go is for one container')] : [])];
  });
}

function listOf(value: unknown): readonly string[] {
  return typeof value === 'string' && value !== '' ? value.split(',') : [];
}
