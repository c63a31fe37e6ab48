import type { FindingOptions } from '../../synth/finding';
import { usesServiceAccount } from '../pods/service-account-use';
import { rowOf } from '../rows/row-of';
import type { CollectorView, ComponentView } from './collector-view';
import { nameOf } from './components';

interface Problem {
  readonly message: string;
  readonly fix: string;
}

/** What reads the Kubernetes API has to be allowed to: without it telemetry flows, and lacks what it should have been given. */
export function kubernetesAccess(view: CollectorView): FindingOptions[] {
  return view.components.flatMap((component) => {
    const { part, type, id, location, settings } = component;
    const problem = rowOf(part, type).readsApi(settings) ? problemOf(view, component) : tokenProblem(view, component);
    if (problem === undefined) return [];
    const message = `the ${nameOf(part)} ${id} ${problem.message}`;
    return [{ rule: 'kubernetes/no-access', location, message, fix: problem.fix }];
  });
}

function problemOf(view: CollectorView, component: ComponentView): Problem | undefined {
  const fault = faultOf(view, component);
  return fault && { message: `reads the Kubernetes API, and ${fault.message}`, fix: fault.fix };
}

function faultOf(view: CollectorView, component: ComponentView): Problem | undefined {
  const { namespace, serviceAccount, isGranted } = view.program;
  if (view.isSidecar)
    return {
      message: 'a sidecar runs under the service account of the workload, which is not allowed to',
      fix: 'use it in a deployment, statefulset or daemonset that the sidecar exports to; passthrough in the sidecar keeps the address of the pod',
    };
  if (!isOwnAccount(view))
    return {
      message: `the access was granted to the service account ${String(serviceAccount)}, not to ${view.serviceAccount ?? 'that which the operator makes'}`,
      fix: 'leave spec.serviceAccount as it is',
    };
  if (isGranted || view.programOf(component)?.hasAccess === true) {
    if (namespace !== undefined) return undefined;
    return { message: 'the namespace of its service account is not known', fix: 'give the chart a namespace' };
  }
  return {
    message: 'nothing allows it to',
    fix: `make it with its factory, which brings the access, or grant it: collector.addAccess(…) and custom components take access`,
  };
}

/** A component that a patch added may use the token of an account that no other component needs it of. */
function tokenProblem(view: CollectorView, { settings }: ComponentView): Problem | undefined {
  if (view.isSidecar || view.program.hasToken || !isOwnAccount(view) || !usesServiceAccount(settings)) return undefined;
  return {
    message: `uses the token of the service account ${String(view.program.serviceAccount)}, which the pods do not get`,
    fix: 'give it in the program instead of a patch, or say what it reads: collector.addAccess(…)',
  };
}

function isOwnAccount(view: CollectorView): boolean {
  return view.serviceAccount === view.program.serviceAccount;
}
