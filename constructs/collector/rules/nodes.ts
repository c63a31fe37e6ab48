import type { FindingOptions } from '../../synth/finding';
import { record } from '../../synth/record';
import { isBelow } from '../pods/mount';
import type { ReceiverSource } from '../rows/component-row';
import { rowOf } from '../rows/row-of';
import type { CollectorView, ComponentView } from './collector-view';

/** A path that a receiver reads, and where its settings say so. */
interface ReadPath {
  readonly component: ComponentView;
  readonly location: string;
  /** The path as far as it is no pattern. */
  readonly path: string;
}

/** Fields of a pod that name its node. */
const NODE_FIELDS: readonly unknown[] = ['spec.nodeName', 'status.hostIP'];

/** Shown by the kernel in every container. */
const KERNEL = ['/dev', '/proc', '/sys'];

/** The image has no logs, and nobody can write any to it: what is read has to be mounted. The collector waits for files for ever. */
export function pathNotMounted(view: CollectorView): FindingOptions[] {
  return readPaths(view)
    .filter(({ path }) => ![...KERNEL, ...view.mountPaths].some((mount) => isBelow(path, mount) || isBelow(mount, path)))
    .map(({ component: { id, location }, location: below, path }) => ({
      rule: 'receiver/path-not-mounted',
      location: `${location}.${below}`,
      message: `${id} reads ${path}, and no volume is mounted there`,
      fix: "mount it: volumes of the collector; podLogs() and hostMetrics() bring theirs, { source: { hostPath: { path } } } is the node's",
    }));
}

/** What reads its own node sees the others from no other place than a daemonset. */
export function nodesNotSeen(view: CollectorView): FindingOptions[] {
  if (view.mode === 'daemonset') return [];
  const fromFiles = readPaths(view).filter(({ path }) => view.nodePaths.some((mount) => isBelow(path, mount)));
  const fromKubelets = view.in('receivers').filter((component) => readsFrom(component) === 'kubelet' && asksOwnNode(view, component));
  const found = new Set([...fromFiles.map(({ component }) => component), ...fromKubelets]);
  return [...found].map(({ id, location }) => ({
    rule: 'receiver/one-node',
    location,
    message: `${id} reads the node that its pod is on, and a ${view.mode} has pods on some nodes alone`,
    fix: 'use it in a collector of its own with CollectorMode.daemonset()',
  }));
}

/** What is the cluster's is the same in every pod. */
export function clusterReadTwice(view: CollectorView): FindingOptions[] {
  if (view.mostReplicas <= 1) return [];
  const several = view
    .in('receivers')
    .filter((component) => readsFrom(component) === 'cluster' && component.settings['k8s_leader_elector'] === undefined);
  const fromCluster = several.map(({ id, location }) => ({
    rule: 'receiver/several-pods',
    location,
    message: `${id} reads what is the cluster's, and the collector has several pods: everything comes once from each`,
    fix: 'let one be elected: clusterMetrics(), clusterEvents(), or the option k8sLeaderElector; or run one replica',
  }));
  return [...fromCluster, ...targetsReadTwice(view)];
}

/** Pods of a daemonset and sidecars have targets of their own; others scrape the same ones, unless the operator shares them out. */
function targetsReadTwice(view: CollectorView): readonly FindingOptions[] {
  if (view.mode === 'daemonset' || view.isSidecar || view.hasTargetAllocator) return [];
  const scrapers = view.in('receivers').filter((component) => readsFrom(component) === 'targets');
  return scrapers.map(({ id, location }) => ({
    rule: 'receiver/several-pods',
    location,
    message: `${id} scrapes all its targets from each of several pods, which write the same series`,
    fix: 'run one replica, in a collector of its own where others are needed',
  }));
}

function readsFrom({ type }: ComponentView): ReceiverSource {
  return rowOf('receivers', type).reads;
}

function readPaths(view: CollectorView): readonly ReadPath[] {
  return view.in('receivers').flatMap((component) =>
    rowOf('receivers', component.type)
      .files(component.settings)
      .flatMap(([location, pattern]): ReadPath[] => {
        const path = typeof pattern === 'string' && pattern.startsWith('/') ? fixedPart(pattern) : undefined;
        return path === undefined ? [] : [{ component, location, path }];
      }),
  );
}

/** The folders of a pattern before the first that is not known: `/var/log/*.log` is in `/var/log`. */
function fixedPart(pattern: string): string {
  const wild = pattern.search(/[*?[{\\$]/);
  const fixed = wild === -1 ? pattern : pattern.slice(0, pattern.lastIndexOf('/', wild));
  return fixed.replace(/\/+$/, '');
}

/** Whether it asks the kubelet at an address that the pod takes from its node. */
function asksOwnNode(view: CollectorView, { settings }: ComponentView): boolean {
  const [, name] = /\$\{(?:env:)?(\w+)\}/.exec(String(settings['endpoint'])) ?? [];
  const source = record(record(record(view.variable(name))['valueFrom'])['fieldRef']);
  return NODE_FIELDS.includes(source['fieldPath']);
}
