import type { CollectorSenders, CollectorViewers } from '../security/network-member';
import type { Acknowledgement } from './delivery/arrivals';
import type { ComponentVolume } from './catalogue/component';
import type { CollectorDistribution } from './images/distribution';
import type { Environment } from './pods/environment';
import type { CollectorMode } from './pods/mode';
import type { ContainerResources } from './pods/resources';
import type { TailSamplingOptions } from './sampling/tail-sampling';

/** Properties of `CollectorPipeline`. */
export interface CollectorPipelineProps {
  /** How the operator runs it. @default CollectorMode.deployment() */
  readonly mode?: CollectorMode;
  /** Name of the resource: a DNS label of at most 39 characters that begins with a letter: the operator names Services after it. @default - the construct's id */
  readonly name?: string;
  /** Image, pinned. It has to hold the components that the pipelines use. @default - the image of `distribution` */
  readonly image?: string;
  /** What the container asks for and is bound to. @default - 100 millicores and 512 MiB; in a sidecar 50 millicores and 256 MiB */
  readonly resources?: ContainerResources;
  /**
   * The binary that the image holds.
   *
   * @default - `CollectorDistribution.K8S`, or `CONTRIB` where that alone holds every component that is used; for another image the
   * released distribution of its name, else nothing is said of what it holds
   */
  readonly distribution?: CollectorDistribution;
  /** Environment variables of the container, for `${env:NAME}` in the configuration. Secrets of components need none: see `secretValue`. @default - those that components bring */
  readonly environment?: Environment;
  /** Volumes beside those that the mode and the components bring, for example certificates from a Secret or logs of the node. @default - none */
  readonly volumes?: readonly ComponentVolume[];
  /**
   * When it answers who sends to it: once it has what was sent, or once it has sent that on. With `'after-export'` its exporters have no
   * queue unless they are told to: what is refused further on is refused here, so that a collector that is killed holds nothing that its
   * sender has let go of.
   *
   * @default - `'after-export'` under an address and behind a collector that is, as far as its pipelines only receive OTLP and hold
   *   nothing back in a processor (`batch`, `tail_sampling`); `'on-receipt'` elsewhere
   */
  readonly acknowledge?: Acknowledgement;
  /**
   * Who may send to its receivers, where the site makes network policies: `'known'` is what the program knows to send to them,
   * `'namespace'` also every pod of its namespace, `'cluster'` also every pod of the cluster, `'anybody'` also nodes and addresses outside of
   * the cluster. A Service of the type `LoadBalancer` or `NodePort` needs `'anybody'`.
   *
   * @default - `'known'` for a receiver that something in the program sends to, `'cluster'` for any other: it is for the applications
   */
  readonly senders?: CollectorSenders;
  /**
   * Which pods may reach ports of its extensions (Jaeger's UI, zpages, pprof), where the site makes network policies. `kubectl
   * port-forward` reaches them in any case. An ingress controller needs `'cluster'`, a load balancer `'anybody'`.
   *
   * @default 'nobody'
   */
  readonly viewers?: CollectorViewers;
  /**
   * Keeps some of the traces and drops the others, by whole traces. A collector `<name>-sampler` of several pods decides: the unnamed traces
   * pipeline sends to it by trace id, and what that pipeline exports to is behind it. Connectors, such as span metrics, and named traces
   * pipelines stay in front and have all spans.
   *
   * @default - every trace is kept
   */
  readonly tailSampling?: TailSamplingOptions;
}
