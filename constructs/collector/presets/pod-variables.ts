import { EnvironmentSource, type Environment } from '../pods/environment';
import type { CollectorHost } from '../pods/host';

/** A field of a pod, as the variable of its environment and as a configuration reads that. */
export interface PodVariable {
  readonly text: string;
  readonly environment: Environment;
}

/** Address of the node that a pod is on. */
export const NODE_IP = fieldVariable('K8S_NODE_IP', 'status.hostIP');

/** Name of the node that a pod is on. */
export const NODE_NAME = fieldVariable('K8S_NODE_NAME', 'spec.nodeName');

/** The namespace of a collector: as text, or from the pod where the program leaves it to whoever applies. */
export function namespaceOf({ namespace }: CollectorHost): PodVariable {
  return namespace === undefined ? fieldVariable('K8S_NAMESPACE', 'metadata.namespace') : { text: namespace, environment: {} };
}

function fieldVariable(name: string, fieldPath: string): PodVariable {
  return { text: `\${env:${name}}`, environment: { [name]: EnvironmentSource.field(fieldPath) } };
}
