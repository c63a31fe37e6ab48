import type { Size } from 'cdk8s';
import { Duration } from 'cdk8s';

import type { FileLogReceiverOptions } from '../../../imports/otelcol/receivers';
import type { OptionValue } from '../../../imports/otelcol/references';
import { kibibytesOf } from '../../synth/units';
import type { Extension } from '../catalogue/component';
import { NodeStorage } from './node-storage';
import { excludedLogs, includedLogs, LOG_FOLDER, ownLogs, type PodLogSelector } from './pod-log-paths';
import { namespaceOf } from './pod-variables';
import { PresetReceiver } from './preset-receiver';
import { PURE } from '../../synth/shape/pure';

/** Options of `podLogs`. */
export interface PodLogsOptions {
  /** Name: a DNS label of at most 20 characters. What was read is remembered under it. @default 'pod-logs' */
  readonly name?: string;
  /** The containers whose logs are read. @default - all */
  readonly include?: readonly PodLogSelector[];
  /** The containers whose logs are left out, beside those of the collector itself. @default - none */
  readonly exclude?: readonly PodLogSelector[];
  /**
   * Where reading begins on a node that the collector was never on: with what the node still has of each log, or with what is written from
   * then on. On a node that it knows it goes on where it was, and reads new logs from their beginning, whatever this says.
   *
   * @default 'beginning'
   */
  readonly startAt?: 'beginning' | 'end';
  /** Longest log line that is put together again of the parts a container runtime makes of it; a longer one is cut. @default Size.mebibytes(1) */
  readonly maxLineSize?: Size;
  /** What is done with each line once the format of the runtime is taken off, for example `{ type: 'json_parser' }`. @default - nothing */
  readonly operators?: FileLogReceiverOptions['operators'];
}

/** Reads the logs of the pods on a node. Made by `podLogs`. */
export class PodLogs extends PresetReceiver<'logs', FileLogReceiverOptions> {
  protected static override readonly [PURE]: readonly string[] = [];

  /**
   * Files on the node: where what was read is remembered. Give it to the queue of the exporter too (`sendingQueue: { storage }`), and what
   * was read but not sent yet outlives the pod as well.
   */
  public readonly storage: Extension;

  /** @internal */
  public constructor({ name = 'pod-logs', include, exclude = [], startAt = 'beginning', maxLineSize, operators = [] }: PodLogsOptions) {
    const storage = new NodeStorage(name);
    const container: Readonly<Record<string, OptionValue>> = {
      type: 'container',
      ...(maxLineSize && { max_log_size: kibibytesOf(maxLineSize) * 1024 }),
    };
    const included = includedLogs(include);
    const excluded = excludedLogs(exclude);
    super('file_log', {
      factory: 'podLogs',
      name,
      options: (host) => ({
        include: included,
        exclude: [ownLogs(host), ...excluded],
        startAt,
        // The container parser takes namespace, pod and container from the path.
        includeFilePath: true,
        includeFileName: false,
        // A runtime may part a line behind a blank.
        preserveTrailingWhitespaces: true,
        operators: [container, ...operators],
        // Reading waits for as long as the exporter cannot take more.
        retryOnFailure: { enabled: true, maxElapsedTime: Duration.seconds(0) },
        storage,
      }),
      extensions: [storage],
      needs: (host) => ({
        volumes: [{ name: 'pod-logs', mountPath: LOG_FOLDER, readOnly: true, source: { hostPath: { path: LOG_FOLDER } } }],
        environment: namespaceOf(host).environment,
        // Logs are files of root that nobody else reads. Their owner needs no capability to.
        runAsRoot: true,
        // Without it a line counts as read while it waits to be passed on, and is lost with the process.
        featureGates: ['stanza.synchronousLogEmitter'],
      }),
    });
    this.storage = storage;
  }
}

/**
 * Logs of the containers on a node, with namespace, pod, container and time of each line: for a daemonset. Built on `file_log`.
 *
 * Brings the logs of the node, which it only reads, and a folder on the node where it remembers how far it read: a pod that is restarted
 * or replaced goes on there. It runs as root without capabilities, in a namespace that allows `privileged`. Logs of the collector's own
 * pods are left out, or each line would make another one. While the exporter cannot take more, reading waits.
 *
 * @throws ArgumentError if the name is no DNS label or too long, or a selector names nothing, or something that cannot be a name
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/filelogreceiver
 */
export function podLogs(options: PodLogsOptions = {}): PodLogs {
  return new PodLogs(options);
}
