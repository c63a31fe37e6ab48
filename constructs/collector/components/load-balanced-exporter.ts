import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { ClusterAccess } from '../pods/access';
import { Exporter, type ComponentBinding, type ComponentConfig, type Extension, type ReceiverDestination } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { renderOptions, withDefaults, type RenderedOptions } from '../config/options';
import { LINK_TIMEOUT, PASSING_TIMEOUT } from './otlp-grpc-exporter';
import { Delivery, type DeliveryOptions } from '../delivery/delivery';
import { accessOf } from '../rows/row-of';
import { PURE } from '../../synth/shape/pure';

/** Options of a collector's `loadBalancedExporter`. */
export type LoadBalancedOptions = DeliveryOptions & {
  /** What goes to one pod together. @default 'traceID' */
  readonly routingKey?: 'traceID' | 'service';
  /**
   * How the pods are found. `'dns'` asks for the addresses of the headless Service every 5 seconds: those of ready pods alone, without
   * access to the Kubernetes API. `'k8s'` watches its EndpointSlices and brings the access for it: it sees a change at once, but sends
   * to pods that are not ready too, and the collector does not start while the API server is away.
   *
   * @default 'dns'
   */
  readonly resolver?: 'dns' | 'k8s';
};

interface Target extends LoadBalancedOptions {
  readonly name: string;
  /** The headless Service. */
  readonly service: string;
  readonly namespace: string | undefined;
  /** Its host. */
  readonly hostname: string;
  readonly port: number;
}

/** This exporter has no pauses of its own: without them it would try again at once, and again. */
const PAUSES: ComponentConfig = { initial_interval: '5s', max_interval: '30s', multiplier: 1.5, randomization_factor: 0.5 };
/** The far end may answer only once it has sent on what it got: 5 seconds, the collector's own, would be too early. */
const PASSING: ComponentConfig = { protocol: { otlp: { timeout: PASSING_TIMEOUT } } };
const WAITING: ComponentConfig = { protocol: { otlp: { timeout: LINK_TIMEOUT } }, retry_on_failure: PAUSES };

/**
 * Spreads telemetry over the pods of a collector so that a trace goes to one of them. Made by a collector's `loadBalancedExporter`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/exporter/loadbalancingexporter
 */
export class LoadBalancedExporter extends Exporter<'traces' | 'logs'> {
  protected static override readonly [PURE]: readonly string[] = [];

  public override readonly destinations: readonly [ReceiverDestination];
  public override readonly keepsTracesTogether: boolean;
  public override readonly access: readonly ClusterAccess[];
  public override readonly references: readonly Extension[];
  private readonly delivery: Delivery;
  private readonly defaults: ComponentConfig;
  private readonly rendered: RenderedOptions;

  /** @internal */
  public constructor(target: Target, destination: ReceiverDestination) {
    super('load_balancing', target.name, destination.collector);
    const { service, namespace, hostname, port, routingKey = 'traceID', resolver = 'dns', sendingQueue, retryOnFailure } = target;
    const watched = namespace === undefined ? service : `${service}.${namespace}`;
    this.destinations = [destination];
    this.keepsTracesTogether = routingKey === 'traceID';
    this.access = accessOf('exporters', this.type, resolver === 'k8s' ? { resolver: { k8s: { service: watched } } } : {});
    this.delivery = new Delivery('loadBalancedExporter', target);
    this.defaults = {
      routing_key: routingKey,
      resolver: resolver === 'k8s' ? { k8s: { service: watched, ports: [port] } } : { dns: { hostname, port: String(port) } },
      // One queue, and one that retries: that of the exporter itself, which knows when pods change.
      protocol: { otlp: { tls: { insecure: true }, sending_queue: { enabled: false }, retry_on_failure: { enabled: false } } },
    };
    this.rendered = renderOptions({ sendingQueue, retryOnFailure }, CATALOGUE.exporters['load_balancing']?.naming);
    this.references = this.rendered.extensions;
  }

  /** @internal */
  public override shortfallIn(host: CollectorHost): string | undefined {
    return this.delivery.shortfallIn(host, this);
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const { kind, settings, extensions } = this.delivery.in(host, this);
    const paused = kind === 'none' ? PASSING : WAITING;
    const { rendered } = this;
    return {
      ...rendered,
      extensions: [...extensions, ...rendered.extensions],
      config: withDefaults(withDefaults(withDefaults(this.defaults, paused), settings), rendered.config),
    };
  }
}
