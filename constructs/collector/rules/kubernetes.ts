import type { FindingOptions } from '../../synth/finding';
import type { CollectorView, ComponentView } from './collector-view';
import { nameOf } from './components';

/** Components that read the Kubernetes API under the collector's service account. */
const READERS: Readonly<Partial<Record<ComponentView['part'], readonly string[]>>> = {
  processors: ['k8s_attributes'],
  receivers: ['k8s_cluster', 'k8s_events', 'k8s_objects', 'kubelet_stats'],
  extensions: ['k8s_leader_elector', 'k8s_observer'],
};

/** What reads the Kubernetes API has to be allowed to: without it telemetry flows, and lacks what it should have been given. */
export function kubernetesAccess(view: CollectorView): FindingOptions[] {
  return view.components.flatMap((component) => {
    const { part, type, id, location, settings } = component;
    if (READERS[part]?.includes(type) !== true || settings['passthrough'] === true || settings['auth_type'] === 'none') return [];
    const problem = problemOf(view, component);
    if (problem === undefined) return [];
    return [
      {
        rule: 'kubernetes/no-access',
        location,
        message: `the ${nameOf(part)} ${id} reads the Kubernetes API, and ${problem.message}`,
        fix: problem.fix,
      },
    ];
  });
}

function problemOf(view: CollectorView, component: ComponentView): { readonly message: string; readonly fix: string } | undefined {
  if (view.isSidecar)
    return {
      message: 'a sidecar runs under the service account of the workload, which is not allowed to',
      fix: 'use it in a deployment, statefulset or daemonset that the sidecar exports to; passthrough in the sidecar keeps the address of the pod',
    };
  if (view.serviceAccount !== undefined && view.serviceAccount !== view.program.serviceName)
    return {
      message: `the access was granted to the service account ${view.program.serviceName}, not to ${view.serviceAccount}`,
      fix: 'leave spec.serviceAccount out, so that the operator makes the service account',
    };
  if (view.program.isGranted || view.programOf(component)?.hasAccess === true) {
    if (view.program.namespace !== undefined) return undefined;
    return { message: 'the namespace of its service account is not known', fix: 'give the chart a namespace' };
  }
  return {
    message: 'nothing allows it to',
    fix: `make it with its factory, which brings the access, or grant it: collector.addAccess(…) and custom components take access`,
  };
}
