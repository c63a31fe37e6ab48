import type { CollectorPipeline, CollectorPipelineProps } from '../../constructs';
import { at, gateway, networkOf, objectsOf, type KubeObject } from '../helpers';

/** What an informer does. */
export const INFORM = ['list', 'watch'];

/** Pods of the whole cluster. */
export const PODS = { apiGroups: [''], resources: ['pods'], verbs: INFORM };

/** What the service account of a collector may do: rules, each with the namespace of its role where it is not of the whole cluster. */
export function grantedBy(change: (collector: CollectorPipeline) => unknown, props: CollectorPipelineProps = {}): unknown {
  const collector = gateway(props);
  change(collector);
  const objects = objectsOf(networkOf(collector));
  return ['ClusterRole', 'Role']
    .flatMap((wanted) => objects.filter(({ kind }) => kind === wanted))
    .flatMap((role) => (at(role, 'rules') as object[]).map((rule) => ({ ...rule, ...inNamespace(role) })));
}

function inNamespace({ metadata: { namespace } }: KubeObject): object {
  return namespace === undefined ? {} : { in: namespace };
}
