import { defineRule, type Fault } from '../../synth/define-rule';
import type { ReceiverSource } from '../rows/component-row';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';
import type { CollectorView, ComponentView } from './view/collector-view';

/** Only one pod reads from the cluster, or scrapes a target. Otherwise each pod reports the same telemetry. */
export const receiverSeveralPods = defineRule({
  id: 'receiver/several-pods',
  severity: 'warning',
  subject: COLLECTOR,
  docs: "several pods read what is the cluster's or scrape the same, each all of it",
  check: (view) => (view.mostReplicas <= 1 ? [] : [...clusterReaders(view), ...scrapers(view)]),
});

function clusterReaders(view: CollectorView): readonly Fault[] {
  return receiversOf(view, 'cluster')
    .filter(({ settings }) => settings['k8s_leader_elector'] === undefined)
    .map(({ id, location }) => ({
      location,
      message: `${id} reads what is the cluster's, and the collector has several pods: everything comes once from each`,
      fix: 'let one be elected: clusterMetrics(), clusterEvents(), or the option k8sLeaderElector; or run one replica',
    }));
}

/** Pods of a daemonset and sidecars have separate targets. Other pods scrape the same targets, unless the target allocator distributes them. */
function scrapers(view: CollectorView): readonly Fault[] {
  if (view.mode === 'daemonset' || view.isSidecar || view.hasTargetAllocator) return [];
  return receiversOf(view, 'targets').map(({ id, location }) => ({
    location,
    message: `${id} scrapes all its targets from each of several pods, which write the same series`,
    fix: 'run one replica, in a collector of its own where others are needed',
  }));
}

function receiversOf(view: CollectorView, source: ReceiverSource): readonly ComponentView[] {
  return view.in('receivers').filter(({ type }) => rowOf('receivers', type).reads === source);
}
