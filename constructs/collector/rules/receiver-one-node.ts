import { defineRule } from '../../synth/define-rule';
import { record } from '../../synth/record';
import { isBelow } from '../pods/mount';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';
import type { CollectorView, ComponentView } from './view/collector-view';
import { readPaths } from './view/read-paths';

/** Fields of a pod that identify its node. */
const NODE_FIELDS: readonly unknown[] = ['spec.nodeName', 'status.hostIP'];

/** A receiver that reads its own node runs in a daemonset. Otherwise the other nodes are not read. */
export const receiverOneNode = defineRule({
  id: 'receiver/one-node',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'what reads its own node is in no daemonset',
  check: (view) => {
    if (view.mode === 'daemonset') return [];
    const fromFiles = readPaths(view).filter(({ path }) => view.nodePaths.some((mount) => isBelow(path, mount)));
    const fromKubelets = view
      .in('receivers')
      .filter((component) => rowOf('receivers', component.type).reads === 'kubelet' && asksOwnNode(view, component));
    const found = new Set([...fromFiles.map(({ component }) => component), ...fromKubelets]);
    return [...found].map(({ id, location }) => ({
      location,
      message: `${id} reads the node that its pod is on, and a ${view.mode} has pods on some nodes alone`,
      fix: 'use it in a collector of its own with CollectorMode.daemonset()',
    }));
  },
});

/** Whether the endpoint of a receiver comes from a variable with the node of the pod. */
function asksOwnNode(view: CollectorView, { settings }: ComponentView): boolean {
  const [, name] = /\$\{(?:env:)?(\w+)\}/.exec(String(settings['endpoint'])) ?? [];
  const source = record(record(record(view.variable(name))['valueFrom'])['fieldRef']);
  return NODE_FIELDS.includes(source['fieldPath']);
}
