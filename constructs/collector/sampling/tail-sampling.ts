import { Duration, Size } from 'cdk8s';

import { ArgumentError, requireInteger } from '../../synth/argument';
import { otlpReceiver, type OtlpReceiver } from '../components/otlp-receiver';
import type { LoadBalancedExporter, LoadBalancedOptions } from '../components/load-balanced-exporter';
import { tailSamplingProcessor } from '../components/processors';
import { CollectorMode, type StatefulSetModeOptions } from '../pods/mode';
import type { Pipeline } from '../config/pipeline';
import type { ContainerResources } from '../pods/resources';
import type { SamplingPolicy } from './policy';

/** What a collector keeps of the traces it takes, decided when they are complete. */
export interface TailSamplingOptions extends StatefulSetModeOptions {
  /** What is kept. At least one: what none of them keeps is dropped. */
  readonly policies: readonly SamplingPolicy[];
  /** Pods that decide, each on traces of its own; at least 1. @default 2 */
  readonly replicas?: number;
  /**
   * How long spans of a trace are waited for, from the first that comes; above zero. It has to cover how long traces last, and how late
   * what they are made of comes: queues on the way are sent after a fifth of a second, and a retry waits 5 seconds and more.
   *
   * @default Duration.seconds(30)
   */
  readonly decisionWait?: Duration;
  /** Decides this long after the root span came, if that is earlier. @default - not before `decisionWait` */
  readonly decisionWaitAfterRoot?: Duration;
  /**
   * Most traces that a pod holds; at least 1. With one more the oldest is decided on no longer and dropped: it has to be above new traces
   * a second of a pod times the seconds of `decisionWait`.
   *
   * @default 50000
   */
  readonly numTraces?: number;
  /** Decisions that a pod remembers of either kind, for spans that come late; at least 0. @default - ten times `numTraces` */
  readonly decisions?: number;
  /** What each pod asks for and is bound to: it holds the spans of all traces that wait. @default - 250 millicores and 1 GiB */
  readonly resources?: ContainerResources;
  /** How spans are sent to the pods that decide. @default - as `loadBalancedExporter` does by itself */
  readonly balancing?: Omit<LoadBalancedOptions, 'name' | 'routingKey'>;
}

/** What the collector that decides is made with, beside what it has of the one in front. */
export interface SamplerProps {
  readonly name: string;
  readonly mode: CollectorMode;
  readonly resources: ContainerResources;
}

/** A collector as far as it takes part in sampling. */
interface SamplingCollector {
  readonly traces: () => Pipeline<'traces'>;
  readonly loadBalancedExporter: (receiver: OtlpReceiver, options: LoadBalancedOptions) => LoadBalancedExporter;
}

/**
 * Puts a collector that decides behind the traces pipeline of another one, and what that pipeline exports to behind that.
 *
 * @throws ArgumentError if there is no policy, or a number is out of range
 */
export function sampleBehind<C extends SamplingCollector>(
  front: SamplingCollector & { readonly name: string },
  options: TailSamplingOptions,
  make: (props: SamplerProps) => C,
): C {
  const place = 'tailSampling';
  const { policies, decisionWait = Duration.seconds(30), decisionWaitAfterRoot, numTraces = 50_000, ...others } = options;
  const { decisions = 10 * numTraces, resources, balancing, replicas, ...mode } = others;
  if (policies.length === 0) {
    throw new ArgumentError(place, 'policies', 'needs at least one policy, received none', 'keep everything by SamplingPolicy.always()');
  }
  requireInteger(place, 'numTraces', numTraces, 1);
  requireInteger(place, 'decisions', decisions, 0);
  requireInteger(place, 'decisionWait (ms)', decisionWait.toMilliseconds({ integral: false }), 1);
  const count = mode.autoscaler === undefined ? requireInteger(place, 'replicas', replicas ?? 2, 1) : replicas;
  const sampler = make({
    name: `${front.name}-sampler`,
    // Of a Deployment, an update would first make pods that take traces from those that hold them, and then end these.
    mode: CollectorMode.statefulset({ ...mode, replicas: count }),
    resources: { millicores: 250, memory: Size.gibibytes(1), ...resources },
  });
  const processor = tailSamplingProcessor({
    decisionWait,
    ...(decisionWaitAfterRoot !== undefined && { decisionWaitAfterRootReceived: decisionWaitAfterRoot }),
    numTraces,
    decisionCache: { sampledCacheSize: decisions, nonSampledCacheSize: decisions },
    policies: policies.map(({ settings }) => settings),
  });
  const receiver = otlpReceiver({ http: false });
  const deciding = sampler.traces().receive(receiver).process(processor);
  front.traces().continueIn(deciding, sampler.loadBalancedExporter(receiver, { ...balancing }));
  return sampler;
}
