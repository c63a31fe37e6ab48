import type { IConstruct } from 'constructs';

import { Subject, type ConstructCheck, type Fault } from '../../synth/define-rule';
import type { Rendering } from '../../synth/rendering';
import type { ManifestJson } from '../../synth/schema';
import type { ReceiverDestination } from '../catalogue/component';
import type { Pipeline } from '../config/pipeline';
import type { Signal } from '../config/signal';
import type { CollectorHost } from '../pods/host';
import type { CollectorMode } from '../pods/mode';
import type { CollectorView } from './view/collector-view';
import type { Neighbours } from './view/neighbours';

/** Check of one collector. */
export type CollectorCheck = (view: CollectorView) => Iterable<Fault>;

/** A collector as it is rendered, JSON patches included. */
export const COLLECTOR = new Subject<CollectorCheck>('collector');

/** Check of one collector and its senders. */
export type SendersCheck = (view: CollectorView, neighbours: Neighbours) => Iterable<Fault>;

/** A collector as it is rendered, and the collectors that send to it. */
export const COLLECTOR_AND_SENDERS = new Subject<SendersCheck>('collector and its senders');

/** Construct of a collector, as rules read it. */
export type CollectorConstruct = ReceiverDestination['collector'] &
  IConstruct & {
    readonly pipelines: readonly Pipeline<Signal>[];
    readonly host: CollectorHost;
    /** Returns the conflicts of its configuration. */
    readonly conflictsIn: (rendering: Rendering) => readonly Fault[];
  };

/** The construct of a collector, and the constructs that its exporters send to. */
export const COLLECTOR_CONSTRUCT = new Subject<ConstructCheck<CollectorConstruct>>('collector and its destinations');

/** The parts of a collector from which other objects are derived. */
export interface CollectorIdentity {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly mode: CollectorMode;
}

/** Check of a rendered collector and its construct. */
export type IdentityCheck = (manifest: ManifestJson, identity: CollectorIdentity) => Iterable<Fault>;

/** A rendered collector and its construct, which differ only by JSON patches. */
export const PATCHED_COLLECTOR = new Subject<IdentityCheck>('collector and its JSON patches');
