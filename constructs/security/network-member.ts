import type { Rendering } from '../synth/rendering';
import type { LabelSelector } from './label-selector';

/** A port that pods serve. */
export interface ServedPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  /** What serves it, for example `receivers.otlp`: ports of one server belong together. */
  readonly server: string;
  /** Who it is for: also nodes, whose kubelets probe it; pods of the cluster; those who send telemetry; or those who look at it. */
  readonly audience: 'anybody' | 'cluster' | 'senders' | 'viewers';
}

/** Somewhere that pods connect to. */
export type Dial =
  /** A host, over TCP unless said otherwise; all ports where the port is not known. */
  | { readonly to: 'host'; readonly host: string; readonly port: number | undefined; readonly protocol?: 'UDP' }
  /** A port of whatever address. */
  | { readonly to: 'port'; readonly port: number }
  /** A port of addresses outside of the cluster. */
  | { readonly to: 'addresses'; readonly cidr: string; readonly port: number }
  | { readonly to: 'api-server' }
  /** Places that the program cannot know. `because` is what dials them, for example `receivers.prometheus`. */
  | { readonly to: 'anywhere'; readonly because: string };

/** What pods serve and dial. */
export interface Connections {
  readonly serves: readonly ServedPort[];
  readonly dials: readonly Dial[];
}

/**
 * Who may send telemetry to the receivers of a collector, where network policies say so: `known` is what the program knows to send
 * to it, `namespace` also every pod of its namespace, `cluster` also every pod of the cluster, `anybody` also nodes and addresses outside of
 * the cluster.
 */
export type CollectorSenders = 'known' | 'namespace' | 'cluster' | 'anybody';

/**
 * Who may reach the extensions of a collector, where network policies say so: no pods, those of its namespace, all of the cluster, or also
 * nodes and addresses outside of the cluster.
 */
export type CollectorViewers = 'nobody' | 'namespace' | 'cluster' | 'anybody';

/** Pods of this program, as network policies know them. */
export interface NetworkMember {
  /** Name of the policy that is made for them. */
  readonly policy: string;
  selectorIn(rendering: Rendering): LabelSelector;
  /** Where they are: for sidecars, wherever pods may have one. */
  readonly namespaces: readonly string[];
  /** Says of a sidecar that pods of a namespace have it. */
  addNamespace?(namespace: string): void;
  /** Whether these are containers in other people's pods. */
  readonly isSidecar: boolean;
  /**
   * Whether only what an agent in them sends is known: what they connect to beside it is for whoever made them to say. Such pods get
   * no policy where nothing else closes them.
   */
  readonly onlySends?: true | undefined;
  /** Pods that have this sidecar beside what they are. */
  readonly sidecar?: NetworkMember | undefined;
  /** Services by which others reach them. */
  readonly services: readonly string[];
  /** Labels that the pods have. */
  labelsIn(rendering: Rendering): Readonly<Record<string, string>>;
  readonly senders?: CollectorSenders | undefined;
  readonly viewers?: CollectorViewers | undefined;
  /** What they serve and dial, as the program stands now. */
  connections(rendering: Rendering): Connections;
}
