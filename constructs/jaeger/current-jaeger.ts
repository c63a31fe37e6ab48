import type { Construct } from 'constructs';

import type { Exporter } from '../collector/catalogue/component';
import { CollectorPipeline } from '../collector/collector-pipeline';
import type { DeliveryOptions } from '../collector/delivery/delivery';
import { otlpReceiver } from '../collector/components/otlp-receiver';
import type { Manifest } from '../synth/manifest';
import { JAEGER_DISTRIBUTION, JaegerQueryExtension, JaegerStorageExporter, JaegerStorageExtension } from './components';
import type { JaegerBackend, JaegerBackendProps } from './jaeger-backend';

/** Jaeger v2: a collector with a storage, a query API and a UI. */
export class CurrentJaeger implements JaegerBackend {
  private readonly collector: CollectorPipeline;
  private readonly receiver = otlpReceiver();

  public constructor(scope: Construct, id: string, name: string, { storage, ...props }: JaegerBackendProps) {
    const backend = new JaegerStorageExtension(storage);
    this.collector = new CollectorPipeline(scope, id, { ...props, name, distribution: JAEGER_DISTRIBUTION, mode: storage.mode });
    this.collector.addExtension(new JaegerQueryExtension());
    this.collector.traces().receive(this.receiver).export(new JaegerStorageExporter(backend));
  }

  /** An exporter for pipelines of collectors in the same cluster. */
  public exporter(options: DeliveryOptions): Exporter<'traces'> {
    return this.collector.exporter(this.receiver, options);
  }

  public get manifest(): Manifest {
    return this.collector.manifest;
  }

  /** Name of the Deployment or StatefulSet that the operator makes. */
  public get workloadName(): string {
    return this.collector.serviceName;
  }
}
