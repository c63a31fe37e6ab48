import type { Dial } from '../../security/network-member';
import type { ClusterAccess } from '../pods/access';

/** Settings of a component, as the collector reads them. */
export type Settings = Readonly<Record<string, unknown>>;

/** Transport of a port. */
export type Transport = 'TCP' | 'UDP';

/**
 * What a component of any class does. Rows are plain data and pure functions, and no answer may be left out.
 *
 * @typeParam O typed options of the component
 */
export interface ComponentRow<O> {
  /** Settings with the addresses that it listens on, for example `protocols.grpc.endpoint`. All other addresses are destinations. */
  readonly listens: Readonly<Record<string, Transport>>;
  /** Where it connects to; undefined if the settings do not show all destinations. */
  readonly dials: (settings: Settings) => readonly Dial[] | undefined;
  /** Permissions in the Kubernetes API that its options require. */
  readonly access: (options: O) => readonly ClusterAccess[];
  /** Whether it reads the Kubernetes API with the token of the service account, so that missing permissions are reported. */
  readonly readsApi: (settings: Settings) => boolean;
}

/**
 * Where a receiver gets telemetry: clients send it (`senders`), or the receiver reads files, the kubelet of a node, the API of the cluster,
 * scrape targets or endpoints. `unknown` if no rule depends on it.
 */
export type ReceiverSource = 'senders' | 'files' | 'kubelet' | 'cluster' | 'targets' | 'endpoints' | 'nothing' | 'unknown';

/** A setting and its value. */
export type SettingAt = readonly [location: string, value: unknown];

/** What a receiver does. */
export interface ReceiverRow<O> extends ComponentRow<O> {
  /** Whether its senders keep data until it is acknowledged, and send it again otherwise. */
  readonly acknowledges: boolean;
  readonly reads: ReceiverSource;
  /** Settings with paths that must be mounted. */
  readonly files: (settings: Settings) => readonly SettingAt[];
}

/** Part of a request that a component reads: a key of its metadata (headers), or the address of its connection. */
export interface RequestRead {
  /** Setting that reads it. */
  readonly location: string;
  readonly part: { readonly metadata: string } | 'connection';
}

/** Reads a part of the request that telemetry came with. */
type RequestReading = (settings: Settings) => readonly RequestRead[];

/** What a processor does. */
export interface ProcessorRow<O> extends ComponentRow<O> {
  readonly readsRequest: RequestReading;
  /** Data that it acknowledges before it forwards it: none, batches, or data that it holds back on purpose, for example whole traces. */
  readonly holds: 'nothing' | 'batches' | 'on-purpose';
  /** Whether all spans of a trace must reach the same pod. */
  readonly needsWholeTraces: boolean;
  /** Temporality of the metrics that it forwards. */
  readonly makes: 'cumulative' | 'delta' | 'unchanged';
}

/** Where an exporter buffers data that it cannot send at once. */
export type QueuePlace = 'memory' | 'disk' | 'none';

/** Protocol of telemetry. */
export type TelemetryProtocol = 'OTLP/gRPC' | 'OTLP/HTTP' | 'Zipkin' | 'Prometheus remote write';

/** Settings with endpoints, and how an endpoint must be written. Where there are several settings, each of them may be empty. */
export interface EndpointSettings {
  readonly format: 'host-and-port' | 'url';
  /** Protocol that the exporter speaks. */
  readonly protocol: TelemetryProtocol;
  readonly settings: readonly string[];
}

/** What an exporter does. */
export interface ExporterRow<O> extends ComponentRow<O> {
  readonly queue: (settings: Settings) => QueuePlace;
  /** Endpoints that are checked, undefined if it has none or their format is not known. */
  readonly endpoints: EndpointSettings | undefined;
}

/** What a connector does. */
export interface ConnectorRow<O> extends ComponentRow<O> {
  readonly readsRequest: RequestReading;
  /** Whether an acknowledgement of the next pipeline reaches the pipeline before. */
  readonly passesAcknowledgements: boolean;
  /** Whether all spans of a trace must reach the same pod. */
  readonly needsWholeTraces: boolean;
  /** Temporality of the metrics that it produces; `other` if it produces none or their temporality is not known. */
  readonly makes: (settings: Settings) => 'cumulative' | 'delta' | 'other';
  /** Settings with ids of pipelines that it sends to. */
  readonly pipelines: (settings: Settings) => readonly SettingAt[];
}

/** What an extension does. */
export interface ExtensionRow<O> extends ComponentRow<O> {
  /** What an exporter reads that uses the extension. */
  readonly readsRequest: RequestReading;
  /** Whether it answers the probes of the kubelet, which come from the nodes. */
  readonly answersProbes: boolean;
  /** Whether it keeps queues and offsets in files of a directory. */
  readonly keepsFiles: boolean;
}

/** It listens on no port. */
export const NO_PORTS = {} as const;

/** It listens on ports that the settings do not show. */
export const UNKNOWN_PORTS = NO_PORTS;

/** It reads nothing from the Kubernetes API, whatever its options are. */
export function noAccess(): readonly ClusterAccess[] {
  return [];
}

/** The answer no, whatever the settings are. */
export function never(): false {
  return false;
}

/** It reads nothing of requests. */
export function nothingOfRequests(): readonly RequestRead[] {
  return [];
}

/** No setting. */
export function noSettings(): readonly SettingAt[] {
  return [];
}

/** Settings that have paths or ids, but are not checked. */
export const uncheckedSettings = noSettings;
