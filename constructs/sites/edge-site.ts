import type { Construct } from 'constructs';

import type { AddressGroup } from './addresses/address-group';
import type { AddressListener } from './addresses/address-listener';
import { EdgeBuffer, type BufferOptions } from './addresses/edge-buffer';
import type { DeliveryOptions } from '../collector/delivery/delivery';
import type { LinkedExporter } from './addresses/linked-exporter';
import { addNetworkRules } from './network/network-rules';
import { Site } from './site';
import type { SiteProps } from './site-props';
import type { TelemetryAddress } from './addresses/telemetry-address';
import { PURE } from '../synth/shape/pure';

/** Properties of `EdgeSite`. */
export interface EdgeSiteProps extends SiteProps {
  /**
   * Puts a gateway before each address that the site exports to: a StatefulSet named `<address>-buffer` that keeps telemetry on a volume
   * claim while the link is down. What `exporterTo` returns then sends to it. `true` for the defaults.
   *
   * @default - none: each collector keeps its own queue on an `emptyDir`, which outlives its container, not its pod
   */
  readonly buffer?: BufferOptions | boolean;
}

/**
 * A site that dials out and accepts no links, for clusters behind NAT: its router is a Skupper edge router with one uplink
 * at a time.
 */
export class EdgeSite extends Site {
  protected static readonly [PURE]: readonly string[] = [];

  public override readonly role = 'edge';
  public override readonly access = undefined;

  private readonly buffer: BufferOptions | undefined;
  private readonly buffersByAddress = new Map<string, EdgeBuffer>();

  /** @throws ArgumentError if the id or the namespace is no DNS label, or a hub is linked twice */
  public constructor(scope: Construct, id: string, props: EdgeSiteProps = {}) {
    super(scope, id, props, { role: 'edge' });
    const { buffer = false } = props;
    this.buffer = typeof buffer === 'object' ? { ...buffer } : buffer ? {} : undefined;
    addNetworkRules(this.node.root);
  }

  /** The collectors that keep telemetry before it goes over the link, by the address that they send to. */
  public get buffers(): ReadonlyMap<string, EdgeBuffer> {
    return this.buffersByAddress;
  }

  protected override exporterOver(
    listener: AddressListener,
    address: TelemetryAddress | AddressGroup<TelemetryAddress>,
    options: DeliveryOptions,
  ): LinkedExporter {
    if (this.buffer === undefined) return super.exporterOver(listener, address, options);
    const known = this.buffersByAddress.get(address.name);
    const buffer = known ?? new EdgeBuffer(this, address, listener, this.buffer);
    this.buffersByAddress.set(address.name, buffer);
    return buffer.exporter(options);
  }
}
