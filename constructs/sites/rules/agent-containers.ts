import { agentRequests, ALL_CONTAINERS, containersAnnotation } from '../../security/agents';
import type { PodParts } from '../../security/pod-parts';
import { podsOf } from '../../security/pods-of';
import type { LocatedFinding } from '../../synth/finding';
import type { NetworkRule } from './network-rule';

/** The operator puts no agent at all into a pod for which it is not clear which container gets which: it only says so in its log. */
export function agentContainers(): NetworkRule {
  const found: LocatedFinding[] = [];
  return {
    see: ({ json, path }) => {
      for (const pod of podsOf(json)) {
        found.push(...faultsOf(pod).map(([location, message]) => finding(path, location, message)));
      }
    },
    findings: () => found,
  };
}

/** What is wrong, and at which annotation. */
type Fault = readonly [location: string, message: string];

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
    const fault = (message: string): Fault => [location, message];
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

function finding(path: string, location: string, message: string): LocatedFinding {
  const fix = 'give each agent its containers: agents.instrument(workload, language, { containers: [name] })';
  return { rule: 'instrumentation/containers', path, location, message, fix };
}

function listOf(value: unknown): readonly string[] {
  return typeof value === 'string' && value !== '' ? value.split(',') : [];
}
