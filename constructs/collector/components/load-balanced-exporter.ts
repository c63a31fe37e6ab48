import { Exporter, type ComponentBinding, type ReceiverDestination } from '../component';
import type { CollectorHost } from '../host';
import { Delivery, type DeliveryOptions } from './delivery';

/** Options of a collector's `loadBalancedExporter`. */
export type LoadBalancedOptions = DeliveryOptions & {
  /** What goes to one pod together. @default 'traceID' */
  readonly routingKey?: 'traceID' | 'service';
};

interface Target extends LoadBalancedOptions {
  readonly name: string;
  readonly hostname: string;
  readonly port: number;
}

/**
 * Spreads telemetry over the pods of a collector so that a trace goes to one of them. Made by a collector's `loadBalancedExporter`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/exporter/loadbalancingexporter
 */
export class LoadBalancedExporter extends Exporter<'traces' | 'logs'> {
  public override readonly destinations: readonly [ReceiverDestination];
  public override readonly keepsTracesTogether: boolean;
  private readonly settings: Target;
  private readonly delivery: Delivery;

  /** @internal */
  public constructor(target: Target, destination: ReceiverDestination) {
    super('load_balancing', target.name, destination.collector);
    this.destinations = [destination];
    this.keepsTracesTogether = (target.routingKey ?? 'traceID') === 'traceID';
    this.settings = { ...target };
    this.delivery = new Delivery('loadBalancedExporter', target);
  }

  /** @internal */
  public override shortfallIn(host: CollectorHost): string | undefined {
    return this.delivery.shortfallIn(host, this);
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const { settings, extensions } = this.delivery.in(host, this);
    const { hostname, port, routingKey = 'traceID' } = this.settings;
    return {
      config: {
        routing_key: routingKey,
        resolver: { dns: { hostname, port: String(port) } },
        // One queue, and one that retries: that of the exporter itself, which knows when pods change.
        protocol: { otlp: { tls: { insecure: true }, sending_queue: { enabled: false }, retry_on_failure: { enabled: false } } },
        ...settings,
      },
      extensions,
    };
  }
}
