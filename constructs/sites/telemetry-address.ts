import type { CollectorPipeline } from '../collector/collector-pipeline';
import type { OtlpReceiver } from '../collector/components/otlp-receiver';
import type { SkupperConnector } from '../skupper/connector';
import type { LinkTarget } from './link';

/** A receiver of a hub's collector under an address of the Skupper network. Made by `PublicSite.expose`. */
export class TelemetryAddress {
  /** Name of the Service that sites get which export to it. */
  public readonly name: string;
  public readonly port: number;
  public readonly hub: LinkTarget;
  public readonly collector: CollectorPipeline;
  public readonly receiver: OtlpReceiver;
  public readonly connector: SkupperConnector;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'TelemetryAddress';

  /** @internal */
  public constructor(fields: Pick<TelemetryAddress, 'name' | 'port' | 'hub' | 'collector' | 'receiver' | 'connector'>) {
    this.name = fields.name;
    this.port = fields.port;
    this.hub = fields.hub;
    this.collector = fields.collector;
    this.receiver = fields.receiver;
    this.connector = fields.connector;
  }

  /** What listeners and the connector share. */
  public get routingKey(): string {
    return this.connector.routingKey;
  }
}
