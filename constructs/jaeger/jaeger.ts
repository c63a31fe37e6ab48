import { Size } from 'cdk8s';
import { Construct } from 'constructs';

import { CollectorPipeline } from '../collector/collector-pipeline';
import type { ContainerResources } from '../collector/resources';
import type { Exporter } from '../collector/component';
import type { DeliveryOptions } from '../collector/components/delivery';
import { otlpReceiver } from '../collector/components/otlp-receiver';
import type { CollectorViewers } from '../security/network-member';
import type { Manifest } from '../synth/manifest';
import { JAEGER_DISTRIBUTION, JaegerQueryExtension, JaegerStorageExporter, JaegerStorageExtension, QUERY_PORT } from './components';
import { JaegerStorage } from './jaeger-storage';

/** Properties of `JaegerAllInOne`. */
export interface JaegerAllInOneProps {
  /** Where traces are kept. @default JaegerStorage.memory() */
  readonly storage?: JaegerStorage;
  /** Image of Jaeger v2, pinned. @default - Jaeger 2.20.0 */
  readonly image?: string;
  /**
   * Which pods may reach the UI and the query API, where the site makes network policies: neither has a login. `kubectl port-forward`
   * reaches them in any case; an ingress controller needs `'cluster'`.
   *
   * @default 'nobody'
   */
  readonly viewers?: CollectorViewers;
  /** What the container asks for and is bound to. @default - 100 millicores and 1 GiB */
  readonly resources?: ContainerResources;
}

/**
 * Jaeger v2 in one pod: OTLP in on 4317 and 4318, UI and query API on 16686. Jaeger v2 is a collector, so the
 * OpenTelemetry operator runs it.
 *
 * The operator makes probes from `health_check` alone, which Jaeger's binary does not have: the pod has none.
 *
 * @see https://www.jaegertracing.io/docs/latest/
 */
export class JaegerAllInOne extends Construct {
  /** The collector that Jaeger is. */
  private readonly collector: CollectorPipeline;
  private readonly receiver = otlpReceiver();

  /** @throws ArgumentError if the id is not a DNS label of at most 39 characters */
  public constructor(scope: Construct, id: string, props: JaegerAllInOneProps = {}) {
    super(scope, id);
    const storage = props.storage ?? JaegerStorage.memory();
    const backend = new JaegerStorageExtension(storage);
    this.collector = new CollectorPipeline(this, 'Collector', {
      name: id,
      distribution: JAEGER_DISTRIBUTION,
      image: props.image,
      mode: storage.mode,
      viewers: props.viewers,
      resources: { ...props.resources, memory: props.resources?.memory ?? Size.gibibytes(1) },
    });
    this.collector.addExtension(new JaegerQueryExtension());
    this.collector.traces().receive(this.receiver).export(new JaegerStorageExporter(backend));
  }

  /** An exporter for pipelines of collectors in the same cluster. */
  public exporter(options: DeliveryOptions = {}): Exporter<'traces'> {
    return this.collector.exporter(this.receiver, options);
  }

  /** The Kubernetes object, for JSON patches. */
  public get manifest(): Manifest {
    return this.collector.manifest;
  }

  /** Name of the Deployment or StatefulSet that the operator makes, for example for `kubectl port-forward`. */
  public get workloadName(): string {
    return this.collector.serviceName;
  }

  /** Port of the UI and the query API. */
  public get queryPort(): number {
    return QUERY_PORT;
  }
}
