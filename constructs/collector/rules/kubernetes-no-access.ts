import { defineRule } from '../../synth/define-rule';
import { usesServiceAccount } from '../pods/service-account-use';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';
import { nameOf } from './view/class-name';
import type { CollectorView, ComponentView } from './view/collector-view';

/** A component that reads the Kubernetes API has access to it. Without access, telemetry lacks attributes. */
export const kubernetesNoAccess = defineRule({
  id: 'kubernetes/no-access',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component reads the Kubernetes API and may not',
  check: (view) =>
    view.components.flatMap((component) => {
      const { part, type, id, location, settings } = component;
      if (view.isAllocated(component)) return [];
      const problem = rowOf(part, type).readsApi(settings) ? problemOf(view, component) : tokenProblem(view, component);
      return problem === undefined ? [] : [{ location, message: `the ${nameOf(part)} ${id} ${problem.message}`, fix: problem.fix }];
    }),
});

interface Problem {
  readonly message: string;
  readonly fix: string;
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

/** A component of a JSON patch can need the token of the service account, which the program omits. */
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
