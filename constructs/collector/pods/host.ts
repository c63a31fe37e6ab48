import type { Platform } from '../../synth/placement';
import type { Signal } from '../config/signal';

/** Where an exporter stands in a collector. */
export interface ExporterPlace {
  /** The signals that it sends, each of which has a queue of its own. */
  readonly signals: ReadonlySet<Signal>;
  /** Whether a failure of it, if it has no queue, goes back to who sent to its pipelines and keeps what it sent. */
  readonly passesAnswers: boolean;
  /** Whether that is what is wanted: the collector acknowledges after export. */
  readonly isAcknowledgedAfter: boolean;
}

/** What a component may know of the collector that it is bound to. */
export interface CollectorHost {
  /** Name of the collector. */
  readonly name: string;
  /** Namespace of the collector, undefined if its chart leaves that to whoever applies it. */
  readonly namespace: string | undefined;
  /** Host that receivers listen on: `localhost` in a sidecar, all interfaces elsewhere. */
  readonly listenHost: string;
  /** Whether it is a container in other pods. */
  readonly isSidecar: boolean;
  readonly platform: Platform;
  /** Where volumes are mounted already. */
  readonly mountPaths: readonly string[];
  readonly placeOf: (exporter: { readonly id: string }) => ExporterPlace;
}
