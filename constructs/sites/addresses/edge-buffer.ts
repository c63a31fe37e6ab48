import { Size } from 'cdk8s';

import type { QueuebatchConfig } from '../../../imports/otelcol/shared';
import { CollectorPipeline } from '../../collector/collector-pipeline';
import type { Outage } from '../../collector/delivery/outage';
import { otlpReceiver, type OtlpReceiver } from '../../collector/components/otlp-receiver';
import { diskForOutage } from '../../collector/delivery/queue-storage';
import { CollectorMode } from '../../collector/pods/mode';
import type { ContainerResources } from '../../collector/pods/resources';
import type { Signal } from '../../collector/config/signal';
import { ArgumentError, requireInteger } from '../../synth/argument';
import { shortDigest } from '../../synth/digest';
import { kibibytesOf, quantity } from '../../synth/units';
import type { AddressGroup } from './address-group';
import type { AddressListener } from './address-listener';
import type { DeliveryOptions } from '../../collector/delivery/delivery';
import { LinkedExporter } from './linked-exporter';
import type { RoutedSite } from '../routers/site-router';
import type { TelemetryAddress } from './telemetry-address';

/** What telemetry waits in before it goes over the link. */
export interface BufferOptions {
  /**
   * Size of each volume claim. Queues for traces, metrics and logs share it; a queue takes up to three times what is in it.
   *
   * @default - 10 GiB, or what `outage` needs for three signals if that is more
   */
  readonly size?: Size;
  /** Storage class of the claims. @default - the cluster's default */
  readonly storageClassName?: string;
  /** Number of pods, each with a claim of its own; at least 1. @default 1 */
  readonly replicas?: number;
  /** How long the link may be down, at how many spans a second in each pod, until something is refused. Less than that is found. @default - nothing is asked for */
  readonly outage?: Outage;
  /**
   * Whether what is taken is on the disk before the sender is answered, so that a loss of power loses nothing. Each request takes as long as
   * the disk does then: a millisecond or two on an SSD, ten and more on a card or a volume over the network.
   *
   * @default true
   */
  readonly fsync?: boolean;
  /**
   * Other settings of the queues, laid over what this package chooses. With metrics, batches are sent one after the other;
   * `{ numConsumers: 4 }` sends more at a time where the backend takes samples that are late.
   *
   * @default - counted in bytes, with batches of 0.5 to 2 MiB
   */
  readonly sendingQueue?: Omit<QueuebatchConfig, 'storage' | 'enabled'>;
  /** What each pod asks for and is bound to. @default - 100 millicores and 512 MiB */
  readonly resources?: ContainerResources;
}

/** Where the claim is mounted: above the directories of the queues. */
const MOUNT = '/var/lib/otelcol';
const USUAL = Size.gibibytes(10);
const SMALLEST = Size.gibibytes(1);

/**
 * The edge gateway before an address: a StatefulSet that keeps what it is sent on a volume until the hub has it. Made by an `EdgeSite`
 * with `buffer`.
 */
export class EdgeBuffer {
  /** Its collector. */
  public readonly collector: CollectorPipeline;
  private readonly receiver: OtlpReceiver = otlpReceiver();
  private readonly linked: LinkedExporter;

  /** @throws ArgumentError if the size is below 1 GiB @internal */
  public constructor(
    site: RoutedSite,
    private readonly address: TelemetryAddress | AddressGroup<TelemetryAddress>,
    listener: AddressListener,
    { size, storageClassName, replicas = 1, outage, fsync = true, sendingQueue, resources }: BufferOptions,
  ) {
    const volume = size ?? sizeOf(outage);
    if (kibibytesOf(volume) < kibibytesOf(SMALLEST)) {
      const message = `has to be at least ${quantity(SMALLEST)}, received ${quantity(volume)}`;
      throw new ArgumentError(site, 'buffer.size', message, 'use Size.gibibytes(1) or more');
    }
    requireInteger(site, 'buffer.replicas', replicas, 1);
    this.collector = new CollectorPipeline(site, nameOf(address.name), {
      mode: CollectorMode.statefulset({ replicas, volumeClaims: [{ name: 'buffer', mountPath: MOUNT, size: volume, storageClassName }] }),
      resources,
    });
    this.linked = LinkedExporter.over(listener, address, { queue: 'disk', outage, fsync, sendingQueue }, volume);
  }

  /** An exporter that sends to it. */
  public exporter(options: DeliveryOptions): LinkedExporter {
    if (options.outage !== undefined) {
      const message = 'the link is behind the buffer of this site, which is what lasts for an outage of it';
      throw new ArgumentError(
        this.collector,
        'outage',
        message,
        'say so of the site, buffer: { outage }; for the time that the buffer is away, queueSize',
      );
    }
    return LinkedExporter.by(this, this.address, options);
  }

  /** Receiver of what is to go to the address. */
  public get destination(): { readonly collector: CollectorPipeline; readonly receiver: OtlpReceiver } {
    const { collector, receiver } = this;
    return { collector, receiver };
  }

  /** `host:port` of its receiver. */
  public get endpoint(): string {
    return `${this.collector.serviceHost}:${String(this.receiver.grpcPort)}`;
  }

  /** Something sends it a signal: it sends that on. @internal */
  public carry(signal: Signal): void {
    const pipelines = { traces: () => this.collector.traces(), metrics: () => this.collector.metrics(), logs: () => this.collector.logs() };
    pipelines[signal]().receive(this.receiver).export(this.linked);
  }
}

function sizeOf(outage: Outage | undefined): Size {
  const needed = outage === undefined ? USUAL : diskForOutage(outage);
  return kibibytesOf(needed) > kibibytesOf(USUAL) ? needed : USUAL;
}

/** The operator makes names of the collector's that have to fit. */
const LONGEST = 39;

function nameOf(address: string): string {
  const name = `${address}-buffer`;
  if (name.length <= LONGEST) return name;
  const digest = shortDigest(address);
  return `${address.slice(0, LONGEST - digest.length - 8).replace(/-$/, '')}-${digest}-buffer`;
}
