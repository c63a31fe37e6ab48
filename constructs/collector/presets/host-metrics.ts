import type { Duration } from 'cdk8s';

import type { HostMetricsReceiverOptions } from '../../../imports/otelcol/receivers';
import type { Receiver } from '../catalogue/component';
import { transformProcessor } from '../components/processors';
import { NODE_NAME } from './pod-variables';
import { presetOf, type PodNeeds } from './preset-receiver';

/** Where the root of the node is mounted. */
const HOST_ROOT = '/hostfs';

/** Mount points that are not disks of the node but parts of them, shown once more in containers, and what is mounted on images. */
const EXCLUDED_MOUNTS = '^/(dev|proc|run|snap|sys|var/lib/(containerd|containers|docker|kubelet|rancher))($|/)';

/** Options of `hostMetrics`. */
export interface HostMetricsOptions {
  /** Name, if there is more than one in a collector: a DNS label of at most 20 characters. @default - none: the id is `host_metrics` */
  readonly name?: string;
  /** How often the node is looked at. @default - the collector's: every minute */
  readonly collectionInterval?: Duration;
  /**
   * What is looked at, in place of the default. `network` would be that of the collector's pod, not of the node: `kubeletMetrics` has that.
   *
   * @default - CPU, disks, file systems but those of containers, load and memory
   */
  readonly scrapers?: HostMetricsReceiverOptions['scrapers'];
}

/**
 * Metrics of the node that a pod is on, as its operating system knows them: for a daemonset. Built on `host_metrics`.
 *
 * Brings the root of the node at `/hostfs`, which it only reads, with what is mounted on it later. It needs neither root nor a token; the
 * volume needs a namespace that allows `privileged`. Metrics have the name of the node, `k8s.node.name` and `host.name`.
 *
 * @throws ArgumentError if the name is no DNS label, or too long
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/hostmetricsreceiver
 */
export function hostMetrics({ name, ...given }: HostMetricsOptions = {}): Receiver<'metrics'> {
  return presetOf('host_metrics', { factory: 'hostMetrics', name, given, options: receiverOptions, needs: podNeeds });
}

const receiverOptions = ({ scrapers = DEFAULT_SCRAPERS, collectionInterval }: HostMetricsOptions): HostMetricsReceiverOptions => ({
  rootPath: HOST_ROOT,
  scrapers,
  ...(collectionInterval && { collectionInterval }),
});

const podNeeds = (): PodNeeds => ({
  volumes: [
    {
      name: 'node-root',
      mountPath: HOST_ROOT,
      readOnly: true,
      mountPropagation: 'HostToContainer',
      source: { hostPath: { path: '/' } },
    },
  ],
  environment: NODE_NAME.environment,
  processors: [NODE],
});

/** Whose they are: nothing else tells the nodes of a cluster apart. What comes through the pipeline besides has another scope. */
const NODE = transformProcessor({
  name: 'node',
  errorMode: 'ignore',
  metricStatements: [
    {
      context: 'scope',
      conditions: ['IsMatch(scope.name, "/receiver/hostmetricsreceiver")'],
      statements: ['k8s.node.name', 'host.name'].map((key) => `set(resource.attributes["${key}"], "${NODE_NAME.text}")`),
    },
  ],
});

const DEFAULT_SCRAPERS: HostMetricsReceiverOptions['scrapers'] = {
  cpu: {},
  disk: {},
  filesystem: { excludeMountPoints: { matchType: 'regexp', mountPoints: [EXCLUDED_MOUNTS] } },
  load: {},
  memory: {},
};
