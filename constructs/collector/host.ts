import type { Platform } from '../synth/placement';

/** What a component may know of the collector that it is bound to. */
export interface CollectorHost {
  /** Name of the collector. */
  readonly name: string;
  /** Namespace of the collector, undefined if its chart leaves that to whoever applies it. */
  readonly namespace: string | undefined;
  /** Host that receivers listen on: `localhost` in a sidecar, all interfaces elsewhere. */
  readonly listenHost: string;
  readonly platform: Platform;
  /** Where volumes are mounted already. */
  readonly mountPaths: readonly string[];
}
